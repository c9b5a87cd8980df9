package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Comparator;
import java.util.List;

/**
 * How far a picture is from the nearest of the real pictures at hand: the root mean square
 * difference of the values, as a share of their range. Pictures learned by heart are far nearer
 * than fresh real ones (Carlini et al. 2023, 2301.13188, whose distance this is but for the range).
 */
@AutoService(Metric.class)
public final class Nearest implements Metric {
  /** The name of the number of one picture. */
  static final String NAME = "nearest";

  /** The name of the number that says which real picture is the nearest. */
  static final String EXAMPLE = "nearest.example";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "distance to the nearest real picture at hand, 0 to 1, mean and least; 0 is a copy";
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    if (evidence.reference() == null) {
      return List.of();
    }
    List<Measurement> mean =
        evidence.mean(NAME, shown -> shown.numbers().getOrDefault(NAME, Double.NaN));
    if (mean.isEmpty()) {
      return List.of();
    }
    double least =
        evidence.shown().stream()
            .filter(shown -> shown.numbers().containsKey(NAME))
            .map(shown -> shown.numbers().get(NAME))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    String words = evidence.reference().words();
    long count = mean.get(0).count();
    return List.of(
        mean.get(0).against(words),
        Measurement.plain(NAME + ".least", least, count).against(words));
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many drawing styles are in use where the prompt leaves it open: exp(−Σ p·log p) over the
 * styles that the classifier sees, the number of equally common ones that would be as various. Hill
 * 1973, "Diversity and evenness", Ecology 54(2), order 1.
 */
@AutoService(Metric.class)
public final class Styles implements Metric {
  private static final String STYLE = "style";

  @Override
  public String name() {
    return "styles";
  }

  @Override
  public String summary() {
    return "effective number of styles where the prompt names none; good is as real pictures have";
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    List<String> seen =
        evidence.shown().stream()
            .map(Shown::answer)
            .filter(answer -> !answer.wanted().containsKey(STYLE))
            .filter(answer -> answer.seen().containsKey(STYLE))
            .map(answer -> answer.seen().get(STYLE))
            .toList();
    if (seen.isEmpty()) {
      return List.of();
    }
    double number = effectiveNumber(seen, weights(seen.size()));
    var interval =
        evidence.bootstrap().interval(number, seen.size(), w -> effectiveNumber(seen, w));
    String name = "%s[%s]".formatted(name(), evidence.judge());
    return List.of(new Measurement(name, number, interval.low(), interval.high(), seen.size(), ""));
  }

  private static double[] weights(int size) {
    double[] weights = new double[size];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** Returns the number for values that count so often. */
  static double effectiveNumber(List<String> values, double[] weights) {
    Map<String, Double> counts = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      counts.merge(values.get(i), weights[i], Double::sum);
    }
    double entropy = 0;
    for (double count : counts.values()) {
      double p = count / values.size();
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return Math.exp(entropy);
  }
}

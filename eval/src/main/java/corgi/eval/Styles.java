package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many drawing styles are in use where the prompt leaves it open: exp(−Σ p·log p) over the
 * styles that the classifier sees, the number of equally common ones that would be as various. Hill
 * 1973, "Diversity and evenness", Ecology 54(2), order 1.
 */
@AutoService(Measure.class)
public final class Styles implements Measure {
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
  public Map<String, Double> of(Sample sample) {
    List<String> seen =
        sample.subjects().stream()
            .filter(subject -> !subject.wanted().containsKey(STYLE))
            .filter(subject -> subject.reading().labels().containsKey(STYLE))
            .map(subject -> subject.reading().labels().get(STYLE))
            .toList();
    return seen.isEmpty() ? Map.of() : Map.of(name(), effectiveNumber(seen));
  }

  static double effectiveNumber(Collection<String> values) {
    Map<String, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    double entropy = 0;
    for (int count : counts.values()) {
      double p = (double) count / values.size();
      entropy -= p * Math.log(p);
    }
    return Math.exp(entropy);
  }
}

package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StylesTest implements MetricLaws {
  @Override
  public Styles metric() {
    return new Styles();
  }

  @Test
  void countsEquallyCommonStyles() {
    assertThat(number("a", "b", "a", "b")).isCloseTo(2, within(1e-12));
    assertThat(number("a", "a", "a")).isEqualTo(1);
    assertThat(number("a", "a", "b", "a"))
        .isCloseTo(4 / Math.pow(3, .75), within(1e-12)); // −¾·log ¾ − ¼·log ¼ = log 4 − ¾·log 3
  }

  @Test
  void promptsThatNameAStyleDoNotCount() {
    Map<String, String> open = Map.of("figure", "cat");
    Map<String, String> named = Map.of("figure", "cat", "style", "b");
    List<Shown> shown =
        List.of(
            Pixels.shown(open, Map.of("style", "a")),
            Pixels.shown(open, Map.of("style", "c")),
            Pixels.shown(named, Map.of("style", "b")));
    Evidence evidence = Pixels.evidence(shown, Pixels.features(0, 1, 2));
    assertThat(metric().of(evidence)).hasSize(1);
    assertThat(metric().of(evidence).get(0).value()).isCloseTo(2, within(1e-12));
    assertThat(metric().of(Pixels.evidence(0, 0))).isEmpty();
  }

  @Override
  public Evidence shown() {
    Shown open = Pixels.shown(Map.of(), Map.of("style", "a"));
    Shown other = Pixels.shown(Map.of(), Map.of("style", "c"));
    return Pixels.evidence(List.of(open, other), Pixels.features(0, 1));
  }

  private static double number(String... values) {
    double[] once = new double[values.length];
    Arrays.fill(once, 1);
    return Styles.effectiveNumber(List.of(values), once);
  }
}

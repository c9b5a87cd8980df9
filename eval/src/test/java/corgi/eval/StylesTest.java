package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StylesTest implements MeasureLaws {
  @Override
  public Styles measure() {
    return new Styles();
  }

  @Test
  void countsEquallyCommonStyles() {
    assertThat(Styles.effectiveNumber(List.of("a", "b", "a", "b"))).isCloseTo(2, within(1e-12));
    assertThat(Styles.effectiveNumber(List.of("a", "a", "a"))).isEqualTo(1);
    assertThat(Styles.effectiveNumber(List.of("a", "a", "b", "a")))
        .isCloseTo(4 / Math.pow(3, .75), within(1e-12)); // −¾·log ¾ − ¼·log ¼ = log 4 − ¾·log 3
  }

  @Test
  void promptsThatNameAStyleDoNotCount() {
    Map<String, String> open = Map.of("figure", "cat");
    Map<String, String> named = Map.of("figure", "cat", "style", "b");
    Sample plain = Pixels.sample(0, 0);
    Sample sample =
        new Sample(
            List.of(
                Pixels.subject(open, Map.of("style", "a")),
                Pixels.subject(open, Map.of("style", "c")),
                Pixels.subject(named, Map.of("style", "b"))),
            plain.reference(),
            plain.training(),
            plain.features());
    assertThat(measure().of(sample).get("styles")).isCloseTo(2, within(1e-12));
    assertThat(measure().of(plain)).isEmpty();
  }
}

package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.975, 1.959963984540054",
    "0.841344746068543, 1",
    "0.0227501319481792, -2",
    "0.9999, 3.719016485455709"
  })
  void isThePublishedTable(double p, double x) {
    assertThat(NormalQuantile.of(p)).isCloseTo(x, within(1e-9));
    assertThat(NormalQuantile.cumulative(x)).isCloseTo(p, within(1e-12));
  }

  @Test
  void certaintyHasNoQuantile() {
    assertThatThrownBy(() -> NormalQuantile.of(1)).hasMessage("p = 1.0: must be between 0 and 1");
    assertThatThrownBy(() -> NormalQuantile.of(0)).hasMessage("p = 0.0: must be between 0 and 1");
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.training.EmaSchedule.PowerLaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmaSpecTest {
  @ParameterizedTest
  @CsvSource({
    "0.999, DECAY, 0.999, 0.999",
    "0, DECAY, 0, 0.0",
    "power:gamma=6.94, GAMMA, 6.94, gamma-6.94",
    "power:length=0.1, LENGTH, 0.1, length-0.1"
  })
  void isReadAndWritten(String text, EmaSpec.Kind kind, double value, String file) {
    EmaSpec spec = EmaSpec.parse(text);
    assertThat(spec).isEqualTo(new EmaSpec(kind, value));
    assertThat(EmaSpec.parse(spec.toString())).isEqualTo(spec);
    assertThat(spec.fileName()).isEqualTo(file);
  }

  @Test
  void decaysByItsSchedule() {
    assertThat(EmaSpec.parse("0.99").schedule().decay(1)).isEqualTo(2 / 11.0);
    assertThat(EmaSpec.parse("0.99").schedule().decay(5000)).isEqualTo(0.99);
    assertThat(EmaSpec.parse("power:gamma=3").schedule().decay(4)).isEqualTo(Math.pow(0.75, 4));
    double gamma = PowerLaw.ofLength(0.1).gamma();
    assertThat(EmaSpec.parse("power:length=0.1").schedule().decay(1000))
        .isEqualTo(Math.pow(0.999, gamma + 1));
  }

  /** The pairs of Karras et al. 2024 (2312.02696), §3.1. */
  @ParameterizedTest
  @CsvSource({"0.05, 16.97", "0.10, 6.94"})
  void lengthsHaveThePublishedExponents(double length, double gamma) {
    assertThat(PowerLaw.ofLength(length).gamma()).isCloseTo(gamma, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 0.15, 0.2, 0.28, 0.288675})
  void aLengthIsTheStandardDeviationOfTheWeights(double length) {
    PowerLaw law = PowerLaw.ofLength(length);
    assertThat(law.length()).isCloseTo(length, within(1e-9 * length));
    // the root of γ³ + 7γ² + (16 − σ⁻²)γ + 12 − σ⁻², by which the paper finds it
    double g = law.gamma();
    double s = 1 / (length * length);
    double cubic = ((g + 7) * g + 16 - s) * g + 12 - s;
    assertThat(cubic / (12 + s * (g + 1))).isCloseTo(0, within(1e-9));
  }

  @Test
  void ofAWholeRunTheWeightsSpreadByTheLength() {
    int steps = 20_000;
    EmaSchedule schedule = EmaSpec.parse("power:length=0.1").schedule();
    double mean = 0; // of the step that a weight came from
    double square = 0;
    for (int n = 1; n <= steps; n++) {
      double d = schedule.decay(n);
      double t = (double) n / steps;
      mean = d * mean + (1 - d) * t;
      square = d * square + (1 - d) * t * t;
    }
    assertThat(Math.sqrt(square - mean * mean)).isCloseTo(0.1, within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fast", "power", "power:", "power:gamma", "power:gamma=", "power:sigma=0.1"})
  void whatItCannotReadIsRefused(String text) {
    assertThatThrownBy(() -> EmaSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "EMA '%s': must be a decay such as 0.999, power:gamma=6.94 or power:length=0.1", text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, EMA decay = 1.0",
    "-0.1, EMA decay = -0.1",
    "NaN, EMA decay = NaN",
    "power:gamma=-1, EMA power law γ = -1.0",
    "power:length=0, EMA length = 0.0",
    "power:length=0.3, EMA length = 0.3: must be positive and at most 0.2887",
    "power:length=NaN, EMA length = NaN"
  })
  void numbersOutOfRangeAreRefused(String text, String message) {
    assertThatThrownBy(() -> EmaSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}

package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.Heun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guidance is often said to sample p(x)·p(y|x)^γ. It samples that for γ = 0 and γ = 1 and for
 * nothing else: noise does not commute with the power. Nor do the flow and the stochastic equation
 * then agree with each other.
 */
class TiltedDensityTest {
  private static final int STEPS = 128;

  private static double flow(double gamma) {
    try (TwoGaussians world = new TwoGaussians()) {
      return world.variance(new Heun(), STEPS, new ClassifierFree(gamma));
    }
  }

  private static double stochastic(double gamma) {
    try (TwoGaussians world = new TwoGaussians()) {
      return world.variance(DpmSolver.plusPlusSde(2), STEPS, new ClassifierFree(gamma));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void withoutExtrapolationItIsWhatIsSampled(double gamma) {
    double tilted = TwoGaussians.tilted(gamma);
    assertThat(flow(gamma)).isCloseTo(tilted, within(0.01 * tilted));
    assertThat(stochastic(gamma)).isCloseTo(tilted, within(0.01 * tilted));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 3})
  void withAnyOtherGammaItIsNot(double gamma) {
    double tilted = TwoGaussians.tilted(gamma);
    double flow = flow(gamma);
    double stochastic = stochastic(gamma);
    assertThat(flow).isCloseTo(TwoGaussians.limit(gamma, 0), within(0.01 * flow));
    assertThat(stochastic).isCloseTo(TwoGaussians.limit(gamma, 1), within(0.01 * stochastic));
    assertThat(Math.abs(Math.log(flow / tilted))).isGreaterThan(0.2);
    assertThat(Math.abs(Math.log(stochastic / tilted))).isGreaterThan(0.14);
  }

  /** Textbook numbers for s = ½, S = 1, γ = 3. */
  @Test
  void byHowMuch() {
    assertThat(TwoGaussians.tilted(3)).isCloseTo(0.1, within(1e-12));
    assertThat(TwoGaussians.limit(3, 0)).isCloseTo(1 / 64.0, within(1e-5));
    assertThat(TwoGaussians.limit(3, 1)).isCloseTo(0.0666, within(1e-4));
  }
}

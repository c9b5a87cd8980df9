package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Sampler;
import org.junit.jupiter.api.Test;

/**
 * What guidance does to a distribution, in closed form. For p(x) = N(0, S²) and p(x|y) = N(μ, s²)
 * the guided probability-flow ODE of variance-exploding noise is linear, and from κ = T it carries
 * the variance T² to
 *
 * <pre>  T²·(s²/(s² + T²))^γ·(S²/(S² + T²))^(1−γ),</pre>
 *
 * close to s^2γ·S^(2−2γ).
 */
class GuidedGaussianTest {
  private static final double GAMMA = 3;

  private static double variance(Sampler sampler, int steps, double gamma) {
    try (TwoGaussians world = new TwoGaussians()) {
      return world.variance(sampler, steps, new ClassifierFree(gamma));
    }
  }

  /** The relative error of the standard deviation. */
  private static double error(Sampler sampler, int steps) {
    double flow = TwoGaussians.limit(GAMMA, 0);
    return Math.abs(Math.sqrt(variance(sampler, steps, GAMMA) / flow) - 1);
  }

  @Test
  void theFlowsLimitIsTheFormula() {
    double t = 80 * 80;
    assertThat(TwoGaussians.limit(GAMMA, 0))
        .isCloseTo(t * Math.pow(0.25 / (0.25 + t), 3) * Math.pow(1 / (1 + t), -2), within(1e-9))
        .isCloseTo(0.015625, within(1e-5));
    assertThat(variance(new Heun(), 128, GAMMA)).isCloseTo(0.015625, within(2e-4));
  }

  @Test
  void eulersErrorFallsAsComputedInDoublePrecision() {
    assertThat(error(Ddim.EULER, 16)).isCloseTo(0.535, within(0.001));
    assertThat(error(Ddim.EULER, 32)).isCloseTo(0.264, within(0.001));
    assertThat(error(Ddim.EULER, 64)).isCloseTo(0.1315, within(0.001));
  }

  @Test
  void heunsErrorFallsAsComputedInDoublePrecision() {
    assertThat(error(new Heun(), 16)).isCloseTo(0.364, within(0.002));
    assertThat(error(new Heun(), 32)).isCloseTo(0.0710, within(0.0007));
    assertThat(error(new Heun(), 64)).isCloseTo(0.0156, within(0.0003));
    assertThat(error(new Heun(), 128)).isCloseTo(0.00364, within(0.0003));
  }

  @Test
  void gammaZeroAndOneDrawThePlainDistributions() {
    assertThat(variance(new Heun(), 128, 0)).isCloseTo(1, within(0.005));
    assertThat(variance(new Heun(), 128, 1)).isCloseTo(0.25, within(0.002));
  }
}

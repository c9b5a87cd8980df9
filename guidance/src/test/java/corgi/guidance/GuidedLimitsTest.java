package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.analytic.Guided;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.SamplerPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where guided runs end with ever smaller steps, and how fast each sampler comes there. */
class GuidedLimitsTest {
  private static final double GAMMA = 3;

  @Test
  void theStochasticLimitIsThatOfTheEquationIntegrated() {
    double integrated = Guided.stochasticVariance();
    assertThat(TwoGaussians.limit(GAMMA, 1)).isCloseTo(integrated, within(1e-4 * integrated));
  }

  /** The corrector of UniPC adds an order to its two; the limits differ by a factor of four. */
  @ParameterizedTest
  @CsvSource({
    "euler,        64, 0,  1",
    "ddim,         64, 0,  1",
    "heun,         64, 0,  2",
    "dpm++2m,      64, 0,  2",
    "lms:order=2,  64, 0,  2",
    "unipc,        64, 0,  3",
    "lms:order=4,  32, 0,  4",
    "ddim:eta=0.5, 64, .5, 1",
    "ddim:eta=1,   64, 1,  1",
    "ddpm,         64, 1,  1",
    "dpm++2m-sde,  64, 1,  2"
  })
  void everySamplerComesToItsLimitWithItsOrder(String sampler, int steps, double eta, int order) {
    double once = error(sampler, steps, eta);
    double twice = error(sampler, 2 * steps, eta);
    assertThat(Math.log(once / twice) / Math.log(2))
        .as("errors %.3g and %.3g", once, twice)
        .isCloseTo(order, within(0.25));
    assertThat(twice).isLessThan(0.07);
  }

  /** The relative error of the standard deviation. */
  private static double error(String name, int steps, double eta) {
    Sampler sampler = Plugins.create(SamplerPlugin.class, "sampler", Spec.parse(name));
    try (TwoGaussians world = new TwoGaussians()) {
      double variance = world.variance(sampler, steps, new ClassifierFree(GAMMA));
      return Math.abs(Math.sqrt(variance / TwoGaussians.limit(GAMMA, eta)) - 1);
    }
  }
}

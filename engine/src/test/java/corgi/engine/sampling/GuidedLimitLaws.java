package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Guided;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every sampler of the reverse stochastic equation must do besides. */
interface GuidedLimitLaws extends SamplerLaws {
  /** The steps in which it comes within 2 % of its limit. */
  int limitSteps();

  @Override
  default boolean stochastic() {
    return true;
  }

  /** Guided Gaussians tell the stochastic limit from that of the probability flow. */
  @Test
  default void guidedVarianceIsThatOfTheStochasticEquation() {
    double exact = Guided.stochasticVariance();
    assertThat(exact).isCloseTo(0.0666, within(1e-4));
    try (NDManager manager = Tensors.manager()) {
      Shape image = new Shape(1, 64, 64);
      List<NoiseLevel> levels = new ArrayList<>();
      for (double kappa : Guided.kappas(limitSteps())) {
        levels.add(new NoiseLevel(1, kappa, kappa));
      }
      var sampling = new Sampling(sampler(), Grid.through(levels, Guided.MOST));
      double variance =
          sampling
              .draw(Guided.denoiser(image), new SeededNoise(manager, 3), image)
              .square()
              .mean()
              .getFloat();
      assertThat(variance).isCloseTo(exact, within(0.08 * exact)); // 2.2 % is the sampling error
    }
  }
}

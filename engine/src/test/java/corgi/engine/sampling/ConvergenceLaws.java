package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every sampler of the probability flow must do besides. */
interface ConvergenceLaws extends SamplerLaws {
  /** The power of the step that its error falls with. */
  double order();

  @Test
  default void errorFallsWithItsOrder() {
    assertThat(measuredOrder(sampler()))
        .as("%s: error %.3g in 32 steps", sampler(), error(sampler(), 32))
        .isBetween(order() - 0.3, order() + 0.9);
  }

  /** Returns by which power of ½ the error falls from 16 steps to 32. */
  static double measuredOrder(Sampler sampler) {
    return Math.log(error(sampler, 16) / error(sampler, 32)) / Math.log(2);
  }

  /** Returns the error of a run on the mixture against a thousand steps of Heun's method. */
  static double error(Sampler sampler, int steps) {
    try (NDManager manager = Tensors.manager()) {
      NDArray exact = manager.create(Exact.END, new Shape(3, 2, 1, 1));
      return exact.sub(end(manager, sampler, steps)).norm().getFloat();
    }
  }

  /** Where the probability flow ends, computed once. */
  final class Exact {
    private static final float[] END = end();

    private Exact() {}

    private static float[] end() {
      try (NDManager manager = Tensors.manager()) {
        return ConvergenceLaws.end(manager, new Heun(), 1000).toFloatArray();
      }
    }
  }

  /** Returns where a run between κ = 4 and κ = .4 ends, on the mixture. */
  private static NDArray end(NDManager manager, Sampler sampler, int steps) {
    float[] z = {0.4f, -1.2f, 1.9f, 0.3f, -0.7f, -0.1f};
    NDArray x = manager.create(z, new Shape(3, 2, 1, 1));
    return new Sampling(sampler, Times.inside(4, 0.4, steps))
        .run(x, GaussianMixture.pair().denoiser(), new RecordedNoise(List.of()), Listener.NONE);
  }
}

package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;
import java.util.function.UnaryOperator;

/**
 * How well pictures fit what is asked for: a classifier, bound to the labels of the run's images.
 */
@FunctionalInterface
public interface Likelihood {
  /**
   * Returns log p(y | x), (N), float32, differentiable in x; an image's value depends on that image
   * alone.
   *
   * @param x the state α·x₀ + σ·ε, (N, C, H, W)
   * @param level its noise; {@link NoiseLevel#CLEAN} for a clean picture
   */
  NDArray log(NDArray x, NoiseLevel level);

  /** Whether it was trained on noise; one that was not can be asked about clean pictures only. */
  default boolean readsNoise() {
    return true;
  }

  /** Returns that of a classifier of clean pictures, from x₀ to log p(y | x₀). */
  static Likelihood ofClean(UnaryOperator<NDArray> log) {
    return new Likelihood() {
      @Override
      public NDArray log(NDArray x, NoiseLevel level) {
        return log.apply(x);
      }

      @Override
      public boolean readsNoise() {
        return false;
      }
    };
  }
}

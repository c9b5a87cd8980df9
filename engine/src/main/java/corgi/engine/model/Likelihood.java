package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * How well noisy images fit what a run asks for: a classifier that was trained on noise, bound to
 * the labels of the run's images.
 */
@FunctionalInterface
public interface Likelihood {
  /**
   * Returns log p(y | x), (N), float32, differentiable in x; an image's value depends on that image
   * alone.
   *
   * @param x the state α·x₀ + σ·ε, (N, C, H, W)
   * @param level its noise
   */
  NDArray log(NDArray x, NoiseLevel level);
}

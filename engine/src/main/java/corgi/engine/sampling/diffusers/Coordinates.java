package corgi.engine.sampling.diffusers;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/** What a scheduler calls its sample, for comparing states with the engine's x = α·x₀ + σ·ε. */
public enum Coordinates {
  /** x itself. */
  VARIANCE_PRESERVING {
    @Override
    public double perState(NoiseLevel level) {
      return 1;
    }
  },

  /** x/α. Karras et al. 2022 (2206.00364). */
  KARRAS {
    @Override
    public double perState(NoiseLevel level) {
      return 1 / level.alpha();
    }
  };

  /** Returns the factor from the engine's state to the scheduler's sample. */
  public abstract double perState(NoiseLevel level);

  /**
   * Returns the sample of a clean image with noise, for a run that begins in the middle: {@code
   * add_noise} of the reference.
   *
   * @param clean (N, C, H, W)
   * @param noise of the same shape
   */
  public NDArray noised(NDArray clean, NDArray noise, NoiseLevel level) {
    return clean.mul(level.alpha()).add(noise.mul(level.sigma())).mul(perState(level));
  }
}

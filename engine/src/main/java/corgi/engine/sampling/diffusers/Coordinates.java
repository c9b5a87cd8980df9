package corgi.engine.sampling.diffusers;

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
}

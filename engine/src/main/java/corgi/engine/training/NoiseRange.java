package corgi.engine.training;

import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Schedule;

/** The levels of noise that a training covers, by the share of all examples that get less noise. */
@FunctionalInterface
public interface NoiseRange {
  /**
   * Returns the level at a place.
   *
   * @param u in [0, 1)
   */
  NoiseLevel at(double u);

  /** Returns the levels of a schedule, each as often: t = ⌊T·u⌋. */
  static NoiseRange of(Schedule schedule) {
    return u -> schedule.at((int) (schedule.steps() * u));
  }

  /** Returns the levels x₀ + κ·ε with κ drawn from a distribution. */
  static NoiseRange of(NoiseDistribution distribution) {
    return u -> {
      double kappa = distribution.quantile(u);
      return new NoiseLevel(1, kappa, kappa);
    };
  }
}

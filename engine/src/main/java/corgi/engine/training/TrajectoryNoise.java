package corgi.engine.training;

import corgi.engine.schedule.Trajectory;

/**
 * κ at times uniform between {@code least} and 1. Karras et al. 2022 (2206.00364), table 1, "VP",
 * where the least time is ε_t = 1e-5.
 *
 * @param trajectory κ by time
 * @param least the first time, in (0, 1)
 */
public record TrajectoryNoise(Trajectory trajectory, double least) implements NoiseDistribution {
  public TrajectoryNoise {
    if (!(least > 0 && least < 1)) {
      throw new IllegalArgumentException("least time = " + least + ": must be between 0 and 1");
    }
  }

  @Override
  public double quantile(double u) {
    return trajectory.kappa(least + u * (1 - least));
  }
}

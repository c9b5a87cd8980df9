package corgi.engine.analytic;

import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.ArrayList;
import java.util.List;

/** Variance-preserving levels whose network time is ln κ, so that every κ has a time. */
public final class Times {
  private Times() {}

  /** Returns the variance-preserving level at network time t = ln κ; pure noise at +∞. */
  public static NoiseLevel level(double t) {
    double kappa = Math.exp(t);
    if (Double.isInfinite(kappa)) {
      return new NoiseLevel(0, 1, t);
    }
    double alpha = 1 / Math.hypot(1, kappa);
    return new NoiseLevel(alpha, kappa * alpha, t);
  }

  private static NoiseLevel ofKappa(double kappa) {
    return level(Math.log(kappa));
  }

  /** Returns a grid of steps even in ln κ from {@code most} to {@code least}, which it ends at. */
  public static Grid inside(double most, double least, int steps) {
    List<NoiseLevel> levels = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double share = (double) i / steps;
      levels.add(level(Math.log(most) + share * (Math.log(least) - Math.log(most))));
    }
    return Grid.through(levels, levels.get(0).sigma()).with(Times::ofKappa);
  }

  /** Returns a grid of steps even in ln κ from {@code most} to {@code least}, then clean. */
  public static Grid even(double most, double least, int steps) {
    List<NoiseLevel> levels = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double share = steps == 1 ? 0 : i / (steps - 1.0);
      levels.add(level(Math.log(most) + share * (Math.log(least) - Math.log(most))));
    }
    levels.add(NoiseLevel.CLEAN);
    return Grid.through(levels, levels.get(0).sigma()).with(Times::ofKappa);
  }
}

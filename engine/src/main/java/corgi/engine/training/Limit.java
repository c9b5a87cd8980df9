package corgi.engine.training;

/**
 * When a training is finished: after the first step that reaches one of these. Runs that were
 * interrupted count in all. Steps and examples are counted exactly, so a training that was killed
 * makes the same steps as one that was not. Minutes are those of a clock, which no two runs spend
 * alike: a training limited by them cannot be repeated exactly.
 *
 * @param steps optimiser steps
 * @param minutes of training time
 * @param examples pictures seen
 */
public record Limit(long steps, double minutes, long examples) {
  public Limit {
    require(steps >= 1, "steps", steps);
    require(minutes > 0, "minutes", minutes);
    require(examples >= 1, "examples", examples);
  }

  private static void require(boolean right, String what, Object value) {
    if (!right) {
      throw new IllegalArgumentException("%s = %s: must be positive".formatted(what, value));
    }
  }

  /** A limit of minutes alone. */
  public static Limit ofMinutes(double minutes) {
    return new Limit(Long.MAX_VALUE, minutes, Long.MAX_VALUE);
  }

  /** A limit of steps alone. */
  public static Limit ofSteps(long steps) {
    return new Limit(steps, Double.MAX_VALUE, Long.MAX_VALUE);
  }

  /** The share of the run that is done, in [0, 1]; 1 is finished. */
  double done(Counters counters) {
    double share =
        Math.max(
            (double) counters.steps() / steps,
            Math.max(counters.seconds() / 60 / minutes, (double) counters.examples() / examples));
    return Math.min(1, share);
  }
}

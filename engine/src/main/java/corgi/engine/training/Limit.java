package corgi.engine.training;

/**
 * When a training is finished: at the first of these that is reached. Runs that were interrupted
 * count in all.
 *
 * @param steps optimiser steps
 * @param minutes of training time
 * @param examples pictures seen
 */
public record Limit(long steps, double minutes, long examples) {
  public Limit {
    if (steps < 1 || !(minutes > 0) || examples < 1) {
      throw new IllegalArgumentException(
          "limit of %d steps, %s minutes, %d examples: each must be positive"
              .formatted(steps, minutes, examples));
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

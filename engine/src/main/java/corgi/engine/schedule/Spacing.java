package corgi.engine.schedule;

import java.util.stream.IntStream;

/**
 * How the times of a run are picked from those of training, in the terms of Lin et al. 2023
 * (2305.08891), table 2. The order of operations is numpy's, so that halves round alike.
 */
public enum Spacing {
  /** Multiples of ⌊T/N⌋, leaving out the noisiest; an offset is usually added. */
  LEADING {
    @Override
    public double[] times(int count, int steps) {
      int stride = count / steps;
      return IntStream.range(0, steps)
          .mapToDouble(i -> (double) (steps - 1 - i) * stride)
          .toArray();
    }

    @Override
    public double[] timesAboveZero(int count, int steps) {
      int stride = count / (steps + 1);
      return IntStream.range(0, steps).mapToDouble(i -> (double) (steps - i) * stride).toArray();
    }
  },

  /** From T − 1 down by T/N, leaving out the cleanest. */
  TRAILING {
    @Override
    public double[] times(int count, int steps) {
      return trailing(count, (double) count / steps);
    }

    @Override
    public double[] timesAboveZero(int count, int steps) {
      return times(count, steps);
    }
  },

  /** Even from T − 1 to 0. */
  LINSPACE {
    @Override
    public double[] times(int count, int steps) {
      return even(count, steps);
    }

    @Override
    public double[] timesAboveZero(int count, int steps) {
      double[] all = even(count, steps + 1);
      return java.util.Arrays.copyOf(all, steps);
    }
  };

  /**
   * Returns the times of a run, most noise first, not rounded, the cleanest near or at 0.
   *
   * @param count the number T of training steps
   * @param steps the number N of steps, at most T
   */
  public abstract double[] times(int count, int steps);

  /** Returns times as {@link #times} for methods that arrive at time 0 but do not ask there. */
  public abstract double[] timesAboveZero(int count, int steps);

  /**
   * Returns T − 1, T − 1 − stride, … as long as they are at least 0. For some N, {@code
   * numpy.arange} adds a time of −1 by a rounding error; this does not.
   */
  public static double[] trailing(int count, double stride) {
    int steps = (int) Math.ceil(count / stride - 1e-9);
    double delta = (count - stride) - count; // rounded as numpy.arange rounds it
    return IntStream.range(0, steps).mapToDouble(i -> Math.rint(count + i * delta) - 1).toArray();
  }

  private static double[] even(int count, int steps) {
    double stride = steps == 1 ? 0 : (count - 1.0) / (steps - 1);
    return IntStream.range(0, steps)
        .mapToDouble(i -> i == 0 && steps > 1 ? count - 1.0 : (steps - 1 - i) * stride)
        .toArray();
  }
}

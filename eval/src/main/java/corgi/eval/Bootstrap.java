package corgi.eval;

import corgi.engine.tensor.CounterRandom;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * 95 % intervals from the pictures themselves: the statistic of as many pictures drawn from them
 * with replacement, many times over. Efron 1979, "Bootstrap methods: another look at the
 * jackknife", Ann. Statist. 7(1), percentiles as in Efron and Tibshirani 1993, §13.3; moved so that
 * the median lies at the value, because a set with repetitions is farther from anything than one
 * without. A function of the seed alone.
 *
 * @param resamples how many times; 0 for no intervals
 * @param seed of what is drawn
 */
public record Bootstrap(int resamples, long seed) {
  /** 200 times. */
  public static final Bootstrap USUAL = new Bootstrap(200, 0);

  private static final int MOST = 100_000;
  private static final int LEAST = 20; // fewer have no 2.5 % percentile worth its name
  private static final double TAIL = 0.025;
  private static final int RESAMPLE = 77;

  /**
   * The ends of an interval.
   *
   * @param low the lower one
   * @param high the upper one
   */
  public record Interval(double low, double high) {}

  /**
   * @throws IllegalArgumentException if the number is out of range
   */
  public Bootstrap {
    if (resamples != 0 && (resamples < LEAST || resamples > MOST)) {
      throw new IllegalArgumentException(
          "bootstrap = %d: must be 0 for no intervals, or from %d to %d"
              .formatted(resamples, LEAST, MOST));
    }
  }

  /** Returns the numbers of the pictures in a resample, as many as there are. */
  int[] draw(int resample, int pictures) {
    long key = CounterRandom.key(RESAMPLE, seed, resample);
    int[] drawn = new int[pictures];
    for (int i = 0; i < pictures; i++) {
      drawn[i] = CounterRandom.below(pictures, key, i);
    }
    return drawn;
  }

  /** Returns how often each picture is in a resample. */
  double[] weights(int resample, int pictures) {
    double[] weights = new double[pictures];
    for (int i : draw(resample, pictures)) {
      weights[i]++;
    }
    return weights;
  }

  /**
   * Returns the interval of a statistic.
   *
   * @param value of the pictures as they are
   * @param pictures how many there are
   * @param statistic of pictures by how often each counts
   */
  public Interval interval(double value, int pictures, ToDoubleFunction<double[]> statistic) {
    if (resamples == 0 || pictures < 2) {
      return new Interval(value, value);
    }
    double[] found = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      found[b] = statistic.applyAsDouble(weights(b, pictures));
    }
    Arrays.sort(found);
    double median = quantile(found, 0.5);
    return new Interval(
        value + Math.min(0, quantile(found, TAIL) - median),
        value + Math.max(0, quantile(found, 1 - TAIL) - median));
  }

  /** Returns the interval of a mean. */
  public Interval ofMean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return interval(mean, values.length, weights -> Vectors.dot(weights, values) / values.length);
  }

  /** Between neighbours in proportion: Hyndman and Fan 1996, type 7. */
  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

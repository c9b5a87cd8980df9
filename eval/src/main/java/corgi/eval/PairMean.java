package corgi.eval;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The mean over pairs of different vectors of a symmetric function of them. In a resample a vector
 * is not paired with its own repetitions, which would say nothing of others.
 */
final class PairMean {
  private static final int ROWS = 256; // computed at once

  private final float[][] lower; // (i, j) with j < i; single precision is enough for intervals
  private final double mean;

  private PairMean(float[][] lower, double mean) {
    this.lower = lower;
    this.mean = mean;
  }

  /** A function of some rows and all others. */
  interface Function {
    double[] of(double[][] some, double[][] others);
  }

  /**
   * Computes all pairs.
   *
   * @param vectors at least two
   * @param after what is done with each number
   */
  static PairMean of(double[][] vectors, Function function, DoubleUnaryOperator after) {
    float[][] lower = new float[vectors.length][];
    double sum = 0;
    for (int from = 0; from < vectors.length; from += ROWS) {
      int to = Math.min(vectors.length, from + ROWS);
      double[] block = function.of(Arrays.copyOfRange(vectors, from, to), vectors);
      for (int i = from; i < to; i++) {
        lower[i] = new float[i];
        for (int j = 0; j < i; j++) {
          double value = after.applyAsDouble(block[(i - from) * vectors.length + j]);
          sum += value;
          lower[i][j] = (float) value;
        }
      }
    }
    return new PairMean(lower, 2 * sum / ((double) vectors.length * (vectors.length - 1)));
  }

  double mean() {
    return mean;
  }

  /** Returns the mean where vectors count so often. */
  double weighted(double[] weights) {
    double sum = 0;
    double pairs = 0;
    for (int i = 0; i < lower.length; i++) {
      if (weights[i] > 0) {
        for (int j = 0; j < i; j++) {
          double both = weights[i] * weights[j];
          sum += both * lower[i][j];
          pairs += both;
        }
      }
    }
    return pairs == 0 ? mean : sum / pairs;
  }
}

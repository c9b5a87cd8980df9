package corgi.eval;

import java.util.List;

/**
 * The mean and the covariance, over N − 1, of vectors.
 *
 * @param mean μ, F numbers
 * @param covariance Σ, F × F
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Moments(double[] mean, double[][] covariance) {
  /**
   * @throws IllegalArgumentException if their sizes differ or a number is not finite
   */
  public Moments {
    Vectors.check(mean, mean.length, "mean");
    if (covariance.length != mean.length) {
      throw new IllegalArgumentException(
          "a mean of %d numbers, a covariance of %d rows: must be as many"
              .formatted(mean.length, covariance.length));
    }
    for (int i = 0; i < covariance.length; i++) {
      Vectors.check(covariance[i], mean.length, "row %d of the covariance".formatted(i));
    }
  }

  /**
   * Returns the moments of vectors.
   *
   * @throws IllegalArgumentException if there are fewer than two, or not all are as long or finite
   */
  public static Moments of(List<double[]> vectors) {
    RunningMoments moments = new RunningMoments();
    vectors.forEach(moments::add);
    return moments.moments();
  }

  /**
   * Returns the moments of vectors that count so often.
   *
   * @param weights whole numbers that sum to the number of vectors
   */
  static Moments weighted(double[][] vectors, double[] weights) {
    int size = vectors[0].length;
    double[] mean = new double[size];
    for (int n = 0; n < vectors.length; n++) {
      for (int i = 0; i < size; i++) {
        mean[i] += weights[n] * vectors[n][i] / vectors.length;
      }
    }
    double[] centred = new double[vectors.length * size];
    for (int n = 0; n < vectors.length; n++) {
      double root = Math.sqrt(weights[n]);
      for (int i = 0; i < size; i++) {
        centred[n * size + i] = root * (vectors[n][i] - mean[i]);
      }
    }
    double[] products = LinearAlgebra.products(centred, size);
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = products[i * size + j] / (vectors.length - 1);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new Moments(mean, covariance);
  }
}

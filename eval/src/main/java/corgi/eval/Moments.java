package corgi.eval;

import java.util.List;

/**
 * The mean and the covariance, over N − 1, of vectors.
 *
 * @param mean μ, F numbers
 * @param covariance Σ, F × F
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Moments(double[] mean, double[][] covariance) {
  /**
   * @throws IllegalArgumentException if there are fewer than two vectors
   */
  static Moments of(List<double[]> vectors) {
    int n = vectors.size();
    if (n < 2) {
      throw new IllegalArgumentException(n + " vectors: a covariance needs at least 2");
    }
    int size = vectors.get(0).length;
    double[] mean = new double[size];
    for (double[] vector : vectors) {
      for (int i = 0; i < size; i++) {
        mean[i] += vector[i] / n;
      }
    }
    double[][] covariance = new double[size][size];
    for (double[] vector : vectors) {
      for (int i = 0; i < size; i++) {
        double centred = (vector[i] - mean[i]) / (n - 1);
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += centred * (vector[j] - mean[j]);
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    return new Moments(mean, covariance);
  }
}

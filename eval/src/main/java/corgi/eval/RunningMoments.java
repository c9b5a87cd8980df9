package corgi.eval;

/**
 * The mean and the covariance of vectors that come one at a time and need not be kept: with each
 * the mean moves by δ/n and the sum of products grows by δ·(x − mean)ᵀ. Welford 1962, "Note on a
 * method for calculating corrected sums of squares and products", Technometrics 4(3); it loses
 * nothing where the mean is large beside the deviations.
 */
public final class RunningMoments {
  private double[] mean = {};
  private double[][] products = {};
  private double[] delta = {};
  private long count;

  /**
   * Takes one vector in.
   *
   * @throws IllegalArgumentException if it is not as long as the first, or not finite
   */
  public void add(double[] vector) {
    Vectors.check(vector, count == 0 ? vector.length : mean.length, "vector " + count);
    int size = vector.length;
    if (count == 0) {
      mean = new double[size];
      delta = new double[size];
      products = new double[size][size];
    }
    count++;
    for (int i = 0; i < size; i++) {
      delta[i] = vector[i] - mean[i];
      mean[i] += delta[i] / count;
    }
    for (int i = 0; i < size; i++) {
      double left = vector[i] - mean[i];
      for (int j = 0; j <= i; j++) {
        products[i][j] += left * delta[j];
      }
    }
  }

  /** The vectors taken in so far. */
  public long count() {
    return count;
  }

  /**
   * Returns the moments so far, the covariance over N − 1.
   *
   * @throws IllegalArgumentException if there were fewer than two vectors
   */
  public Moments moments() {
    if (count < 2) {
      throw new IllegalArgumentException(count + " vectors: a covariance needs at least 2");
    }
    int size = mean.length;
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = products[i][j] / (count - 1);
        covariance[j][i] = covariance[i][j];
      }
    }
    return new Moments(mean.clone(), covariance);
  }
}

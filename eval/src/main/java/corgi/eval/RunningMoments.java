package corgi.eval;

import java.util.List;

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

  /**
   * Takes several in at once: with n and m vectors, δ the difference of their means, the products
   * add up and grow by δδᵀ·nm/(n + m). Chan, Golub and LeVeque 1979, "Updating formulae and a
   * pairwise algorithm for computing sample variances".
   *
   * @param vectors at least one
   */
  void addAll(List<float[]> vectors) {
    int size = count == 0 ? vectors.get(0).length : mean.length;
    int m = vectors.size();
    double[] theirs = new double[size];
    for (float[] vector : vectors) {
      Vectors.check(Vectors.doubles(vector), size, "vector");
      for (int i = 0; i < size; i++) {
        theirs[i] += (double) vector[i] / m;
      }
    }
    double[] centred = new double[m * size];
    for (int i = 0; i < centred.length; i++) {
      centred[i] = vectors.get(i / size)[i % size] - theirs[i % size];
    }
    if (count == 0) {
      mean = new double[size];
      delta = new double[size];
      products = new double[size][size];
    }
    merge(theirs, LinearAlgebra.products(centred, size), m);
  }

  private void merge(double[] theirs, double[] centred, int m) {
    int size = mean.length;
    double share = (double) m / (count + m);
    for (int i = 0; i < size; i++) {
      delta[i] = theirs[i] - mean[i];
    }
    for (int i = 0; i < size; i++) {
      double left = delta[i] * count * share;
      for (int j = 0; j <= i; j++) {
        products[i][j] += centred[i * size + j] + left * delta[j];
      }
      mean[i] += delta[i] * share;
    }
    count += m;
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

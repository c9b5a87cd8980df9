package corgi.eval;

import corgi.engine.tensor.CounterRandom;
import java.util.List;

/**
 * The normal distribution N(m, S) that is nearest to some vectors, such as the codes of an
 * autoencoder: their mean and covariance. Drawn from as m + L·ε with S = L·Lᵀ (Cholesky).
 */
public final class CodeGaussian {
  private static final double LEAST = 1e-12; // of the largest variance: below it, none

  private final double[] mean;
  private final double[][] factor; // L, lower triangular

  private CodeGaussian(double[] mean, double[][] factor) {
    this.mean = mean;
    this.factor = factor;
  }

  /** Fits the distribution to at least two vectors of one length. */
  public static CodeGaussian of(List<float[]> vectors) {
    RunningMoments moments = new RunningMoments();
    for (float[] vector : vectors) {
      double[] x = new double[vector.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = vector[i];
      }
      moments.add(x);
    }
    return new CodeGaussian(moments.moments().mean(), cholesky(moments.moments().covariance()));
  }

  /** Directions without any variance, as those of dead units, get none. */
  private static double[][] cholesky(double[][] s) {
    int n = s.length;
    double most = 0;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, s[i][i]);
    }
    double[][] l = new double[n][n];
    for (int j = 0; j < n; j++) {
      double pivot = s[j][j] - dot(l[j], l[j], j);
      if (pivot <= LEAST * most) {
        continue;
      }
      l[j][j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        l[i][j] = (s[i][j] - dot(l[i], l[j], j)) / l[j][j];
      }
    }
    return l;
  }

  private static double dot(double[] a, double[] b, int count) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Draws the vector of a seed. */
  public float[] draw(long seed) {
    float[] z = new float[mean.length];
    CounterRandom.normals(CounterRandom.key(seed), z, 0, z.length);
    float[] x = new float[mean.length];
    for (int i = 0; i < x.length; i++) {
      double sum = mean[i];
      for (int k = 0; k <= i; k++) {
        sum += factor[i][k] * z[k];
      }
      x[i] = (float) sum;
    }
    return x;
  }
}

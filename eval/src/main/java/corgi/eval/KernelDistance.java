package corgi.eval;

import java.util.List;

/**
 * The squared maximum mean discrepancy of two sets of features under the polynomial kernel
 *
 * <pre>  k(x, y) = (g·xᵀy + c)^degree</pre>
 *
 * without bias: pairs of a vector with itself do not count, so it may fall below 0. Gretton et al.
 * 2012, "A kernel two-sample test", JMLR 13, eq. 3; as the kernel inception distance, with degree
 * 3, g = 1/F and c = 1, Bińkowski et al. 2018, 1801.01401, §3.
 *
 * @param degree of the polynomial, at least 1
 * @param scale g, positive
 * @param offset c, not negative
 */
public record KernelDistance(int degree, double scale, double offset) {
  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public KernelDistance {
    if (degree < 1 || !(scale > 0) || !(offset >= 0) || !Double.isFinite(scale + offset)) {
      throw new IllegalArgumentException(
          "kernel (%s·xᵀy + %s)^%d: the degree must be at least 1, the factor positive, the offset"
                  .formatted(scale, offset, degree)
              + " not negative");
    }
  }

  /** Returns the kernel of the paper for features of so many numbers. */
  public static KernelDistance ofFeatures(int length) {
    return new KernelDistance(3, 1.0 / length, 1);
  }

  /**
   * Returns the distance of two sets, which may differ in size.
   *
   * @throws IllegalArgumentException if a set has fewer than two vectors, or not all are as long or
   *     finite
   */
  public double between(List<double[]> one, List<double[]> two) {
    Vectors.length(one, two, 2);
    double across = 0;
    for (double[] x : one) {
      for (double[] y : two) {
        across += kernel(x, y);
      }
    }
    return within(one) + within(two) - 2 * across / ((double) one.size() * two.size());
  }

  /** The mean over pairs of different vectors. */
  private double within(List<double[]> set) {
    double sum = 0;
    for (int i = 0; i < set.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += kernel(set.get(i), set.get(j));
      }
    }
    return 2 * sum / ((double) set.size() * (set.size() - 1));
  }

  private double kernel(double[] x, double[] y) {
    return Math.pow(scale * Vectors.dot(x, y) + offset, degree);
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
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
  private static final int ROWS = 256; // computed at once

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
    return new Parts(this, one.toArray(double[][]::new), two.toArray(double[][]::new)).distance();
  }

  /** The mean over pairs of different vectors. */
  private PairMean within(double[][] set) {
    return PairMean.of(set, LinearAlgebra::inner, this::kernel);
  }

  /** The mean of each of one set with all of the other. */
  private double[] across(double[][] one, double[][] two) {
    double[] means = new double[one.length];
    for (int from = 0; from < one.length; from += ROWS) {
      int to = Math.min(one.length, from + ROWS);
      double[] block = LinearAlgebra.inner(Arrays.copyOfRange(one, from, to), two);
      for (int i = 0; i < block.length; i++) {
        means[from + i / two.length] += kernel(block[i]) / two.length;
      }
    }
    return means;
  }

  private double kernel(double inner) {
    double base = scale * inner + offset;
    double power = base;
    for (int i = 1; i < degree; i++) {
      power *= base;
    }
    return power;
  }

  /** The three terms, of which a resample of the drawn pictures changes two. */
  private record Parts(PairMean drawn, double[] across, double real) {
    Parts(KernelDistance kernel, double[][] drawn, double[][] real) {
      this(kernel.within(drawn), kernel.across(drawn, real), kernel.within(real).mean());
    }

    double distance() {
      return drawn.mean() + real - 2 * Arrays.stream(across).average().getAsDouble();
    }

    double weighted(double[] weights) {
      return drawn.weighted(weights) + real - 2 * Vectors.dot(weights, across) / across.length;
    }
  }

  /** The kernel distance to real pictures, with the paper's kernel. */
  @AutoService(Metric.class)
  public static final class Kid implements Metric {
    @Override
    public String name() {
      return "kid";
    }

    @Override
    public String summary() {
      return "kernel distance to real pictures in the named features; good is 0";
    }

    @Override
    public List<Measurement> of(Evidence evidence) {
      if (!evidence.comparable()) {
        return List.of();
      }
      FeatureSet drawn = evidence.features();
      double[][] real = evidence.reference().features().kept();
      var parts = new Parts(ofFeatures(drawn.length()), drawn.kept(), real);
      return List.of(
          evidence
              .ofFeatures(name(), parts.distance(), parts::weighted)
              .against(evidence.reference().words()));
    }
  }
}

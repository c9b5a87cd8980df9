package corgi.engine.training;

/**
 * ln κ ~ N(mean, deviation²). Karras et al. 2022 (2206.00364), table 1, "Ours", where they are
 * P_mean = −1.2 and P_std = 1.2.
 *
 * @param mean P_mean
 * @param deviation P_std, positive
 */
public record LogNormalNoise(double mean, double deviation) implements NoiseDistribution {
  /** The paper's. */
  public static final LogNormalNoise USUAL = new LogNormalNoise(-1.2, 1.2);

  private static final double FARTHEST = 8.5; // Φ(8.5) is 1 in double precision

  public LogNormalNoise {
    if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "P_mean = %s, P_std = %s: must be finite, the latter positive"
              .formatted(mean, deviation));
    }
  }

  /** Returns κ for a standard normal z. */
  public double ofNormal(double z) {
    return Math.exp(mean + deviation * z);
  }

  @Override
  public double quantile(double u) {
    double low = -FARTHEST;
    double high = FARTHEST;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < u) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return ofNormal((low + high) / 2);
  }

  /** Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …). */
  private static double normal(double z) {
    double term = z;
    double sum = z;
    for (int k = 3; Math.abs(term) > 1e-17; k += 2) {
      term *= z * z / k;
      sum += term;
    }
    return 0.5 + Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
  }
}

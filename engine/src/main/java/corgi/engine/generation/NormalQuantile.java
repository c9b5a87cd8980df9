package corgi.engine.generation;

/** The inverse of the standard normal distribution function Φ. */
public final class NormalQuantile {
  private static final double FARTHEST = 8; // beyond it Φ is 0 or 1 to the last digit

  private NormalQuantile() {}

  /**
   * Returns x with Φ(x) = p, to 1e-12.
   *
   * @param p in (0, 1)
   */
  public static double of(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("p = " + p + ": must be between 0 and 1");
    }
    double low = -FARTHEST;
    double high = FARTHEST;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …). Marsaglia 2004, J. Stat. Softw. 11(4), eq. 1. */
  static double cumulative(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}

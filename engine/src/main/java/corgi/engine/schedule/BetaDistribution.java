package corgi.engine.schedule;

/** The symmetric distribution Beta(a, a). */
final class BetaDistribution {
  private BetaDistribution() {}

  /** Returns the x in [0, 1] that a share {@code p} of Beta(a, a) lies below. */
  static double quantile(double a, double p) {
    if (p > 0.5) {
      return 1 - quantile(a, 1 - p);
    }
    double total = 2 * incomplete(a, 0.5);
    double low = 0;
    double high = 0.5;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (incomplete(a, middle) < p * total) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return p == 0 ? 0 : (low + high) / 2;
  }

  /** ∫₀ˣ (t(1−t))^(a−1) dt for x ≤ ½, by its power series (Abramowitz and Stegun, 26.5.4). */
  private static double incomplete(double a, double x) {
    double term = Math.pow(x, a);
    double sum = 0;
    for (int n = 0; n < 80; n++) {
      sum += term / (a + n);
      term *= x * (n + 1 - a) / (n + 1);
    }
    return sum;
  }
}

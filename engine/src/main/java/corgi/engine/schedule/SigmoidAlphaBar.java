package corgi.engine.schedule;

/**
 * ᾱ falling along a logistic curve, for large images:
 *
 * <pre>  ᾱ(u) = (s(end/τ) − s((start + (end − start)·u)/τ)) / (s(end/τ) − s(start/τ)), u = t/T
 * </pre>
 *
 * Jabri et al. 2022 (2212.11972), figure 8 and algorithm 1; −3, 3 and 1 by the published code.
 *
 * @param start where on the curve there is no noise
 * @param end where there is nothing else, beyond start
 * @param temperature τ, positive; larger is straighter
 */
public record SigmoidAlphaBar(double start, double end, double temperature) {
  /** The presets of denoising-diffusion-pytorch. */
  public static final SigmoidAlphaBar DEFAULT = new SigmoidAlphaBar(-3, 3, 1);

  private static final double MOST_BETA = 0.999;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public SigmoidAlphaBar {
    if (!(start < end && temperature > 0) || !Double.isFinite((end - start) / temperature)) {
      throw new IllegalArgumentException(
          "sigmoid from %s to %s, τ = %s: the end must lie beyond the start, τ must be positive"
              .formatted(start, end, temperature));
    }
  }

  /** Returns β_0 … β_{T−1}, at most 0.999. */
  public double[] betas(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps = " + steps + ": must be at least 1");
    }
    double[] betas = new double[steps];
    for (int t = 0; t < steps; t++) {
      double ratio = left((t + 1.0) / steps) / left((double) t / steps);
      betas[t] = Math.max(0, Math.min(1 - ratio, MOST_BETA));
    }
    return betas;
  }

  /** The part of ᾱ that u moves; the rest cancels. */
  private double left(double u) {
    // Rounded to single precision as in the published code: the last β depend on it.
    double last = (float) logistic((float) (end / temperature));
    return last - logistic((u * (end - start) + start) / temperature);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}

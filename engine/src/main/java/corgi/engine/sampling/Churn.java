package corgi.engine.sampling;

/**
 * How much noise a step adds before it leaves. Karras et al. 2022 (2206.00364), algorithm 2; in
 * their terms S_churn, S_min, S_max and S_noise.
 *
 * @param amount S_churn ≥ 0, shared among the steps of a run; 0 for none
 * @param least S_min ≥ 0, the smallest κ that noise is added at
 * @param most S_max ≥ S_min, the largest
 * @param noise S_noise > 0, the deviation of the noise; slightly above 1 makes up for what models
 *     lose
 */
public record Churn(double amount, double least, double most, double noise) {
  /** κ grows by no more than this, so that no more noise is added than there is. */
  private static final double MOST_GROWTH = Math.sqrt(2) - 1;

  public Churn {
    if (!(amount >= 0) || !(least >= 0) || !(most >= least) || !(noise > 0)) {
      throw new IllegalArgumentException(
          "S_churn = %s, S_min = %s, S_max = %s, S_noise = %s: must be ≥ 0, with S_max ≥ S_min and a positive S_noise"
              .formatted(amount, least, most, noise));
    }
  }

  /** Noise of deviation 1 at every κ. */
  public static Churn of(double amount) {
    return new Churn(amount, 0, Double.POSITIVE_INFINITY, 1);
  }

  /**
   * Returns γ, by which share κ grows.
   *
   * @param kappa where the step leaves from
   * @param steps of the run
   */
  double growth(double kappa, int steps) {
    boolean inside = kappa >= least && kappa <= most && !Double.isInfinite(kappa);
    return inside ? Math.min(amount / steps, MOST_GROWTH) : 0;
  }
}

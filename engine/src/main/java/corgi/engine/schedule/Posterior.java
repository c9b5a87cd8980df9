package corgi.engine.schedule;

/**
 * The distribution q(x′ | x, x₀) of where an ancestral step arrives: its mean c₀·x₀ + c·x and its
 * variance β̃. Ho et al. 2020 (2006.11239), eq. 6 and 7, written for any α; it holds from pure
 * noise, α = 0, and to the clean image, σ′ = 0.
 *
 * @param beta β, the variance of q(x | x′)
 * @param clean c₀, the factor on the clean image
 * @param state c, the factor on x
 * @param variance β̃, the variance
 */
public record Posterior(double beta, double clean, double state, double variance) {
  /**
   * Returns the distribution of a step.
   *
   * @param from where it leaves, σ > 0
   * @param to where it arrives, α′ > 0
   */
  public static Posterior of(NoiseLevel from, NoiseLevel to) {
    double carried = from.alpha() / to.alpha() * to.sigma(); // of the noise of x′, in x
    double shrink = carried / from.sigma(); // κ′/κ
    double left = Math.max(0, 1 - shrink * shrink);
    return new Posterior(
        from.sigma() * from.sigma() - carried * carried,
        to.alpha() * left,
        to.sigma() / from.sigma() * shrink,
        to.sigma() * to.sigma() * left);
  }
}

package corgi.engine.schedule;

/**
 * One level of noise, x = α·x₀ + σ·ε (Kingma et al. 2021, "Variational diffusion models", eq. 1).
 *
 * @param alpha the factor α ≥ 0 on the clean image; 0 is pure noise
 * @param sigma the factor σ ≥ 0 on the noise; 0 is the clean image
 * @param t what the network is told, in its own time: a step of 0 … T−1 for VP models
 */
public record NoiseLevel(double alpha, double sigma, double t) {
  /** The end of every run: no noise. */
  public static final NoiseLevel CLEAN = new NoiseLevel(1, 0, 0);

  public NoiseLevel {
    if (!(alpha >= 0) || !(sigma >= 0) || !(alpha + sigma > 0) || alpha + sigma == 1.0 / 0) {
      throw new IllegalArgumentException(
          "noise level α = %s, σ = %s: both must be finite, ≥ 0 and not both 0"
              .formatted(alpha, sigma));
    }
  }

  /** Returns the variance-preserving level of the given ᾱ = α² in [0, 1]. */
  public static NoiseLevel ofAlphaBar(double alphaBar, double t) {
    return new NoiseLevel(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar), t);
  }

  /** Returns this level with another time for the network. */
  public NoiseLevel at(double time) {
    return new NoiseLevel(alpha, sigma, time);
  }

  /** κ = σ/α, Karras' σ; infinite at pure noise. */
  public double kappa() {
    return sigma / alpha;
  }

  /** λ = log(α/σ), half the logarithm of the signal-to-noise ratio. */
  public double lambda() {
    return Math.log(alpha) - Math.log(sigma);
  }

  /** The signal-to-noise ratio α²/σ²; infinite without noise. Kingma et al. 2021, eq. 3. */
  public double snr() {
    return alpha / sigma * (alpha / sigma);
  }
}

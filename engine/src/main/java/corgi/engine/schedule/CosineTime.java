package corgi.engine.schedule;

/**
 * The continuous cosine schedule, α = cos(½πt) and σ = sin(½πt), of networks that are told t in (0,
 * 1). Salimans and Ho 2022 (2202.00512), §2; k-diffusion, {@code VDenoiser}.
 */
public record CosineTime() implements Continuum {
  @Override
  public NoiseLevel ofKappa(double kappa) {
    double angle = Math.atan(kappa);
    return new NoiseLevel(Math.cos(angle), Math.sin(angle), angle * 2 / Math.PI);
  }
}

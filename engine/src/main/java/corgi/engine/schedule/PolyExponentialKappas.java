package corgi.engine.schedule;

/**
 * log κ a power of the distance from the end. Crowson 2022, k-diffusion, {@code
 * get_sigmas_polyexponential}.
 *
 * @param rho ρ > 0, the power; 1 makes log κ even, which Lu et al. 2022 (2206.00927), §3.4, call
 *     uniform log-SNR
 */
public record PolyExponentialKappas(double rho) implements KappaSequence {
  public PolyExponentialKappas {
    if (!(rho > 0) || Double.isInfinite(rho)) {
      throw new IllegalArgumentException("ρ = " + rho + ": must be positive");
    }
  }

  @Override
  public double at(double u, double most, double least) {
    double from = Math.log(most);
    return Math.exp(from + (1 - Math.pow(1 - u, rho)) * (Math.log(least) - from));
  }
}

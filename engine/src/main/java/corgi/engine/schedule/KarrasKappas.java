package corgi.engine.schedule;

/**
 * κ^(1/ρ) even. Karras et al. 2022 (2206.00364), eq. 5.
 *
 * @param rho ρ > 0; larger ones put more steps at little noise, 7 in the paper
 */
public record KarrasKappas(double rho) implements KappaSequence {
  public KarrasKappas {
    if (!(rho > 0) || Double.isInfinite(rho)) {
      throw new IllegalArgumentException("ρ = " + rho + ": must be positive");
    }
  }

  @Override
  public double at(double u, double most, double least) {
    double from = Math.pow(most, 1 / rho);
    return Math.pow(from + u * (Math.pow(least, 1 / rho) - from), rho);
  }
}

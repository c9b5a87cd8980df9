package corgi.engine.sampling;

import corgi.engine.sampling.DpmSolver.Correction;

/**
 * How the solvers of {@link DpmEquation} weight the derivatives of what they integrate. Lu et al.
 * 2022 (2206.00927), eq. 3.4 and appendix B; z is that of {@link Target}.
 */
final class DpmWeights {
  private DpmWeights() {}

  /** The weight of the first derivative. */
  static double second(double z, Correction correction) {
    double e = Math.expm1(z);
    return correction == Correction.MIDPOINT ? e / 2 : e / z - 1;
  }

  /** The weight of the second derivative; a shifted one is 1 larger, as diffusers has it. */
  static double third(double z, boolean shifted) {
    return (Math.expm1(z) - z) / (z * z) - 0.5 + (shifted ? 1 : 0);
  }
}

package corgi.engine.schedule;

/** A level for every κ: what methods ask that visit levels between those of a grid. */
@FunctionalInterface
public interface Continuum {
  /**
   * Returns the level of the given κ = σ/α.
   *
   * @param kappa positive and finite
   */
  NoiseLevel ofKappa(double kappa);
}

package corgi.engine.training;

/** How much noise the examples of a training get: a distribution of κ, by its quantiles. */
@FunctionalInterface
public interface NoiseDistribution {
  /**
   * Returns the κ that a share {@code u} of all examples stays below, so that numbers evenly spread
   * in (0, 1) give levels spread as evenly.
   *
   * @param u in (0, 1)
   */
  double quantile(double u);
}

package corgi.engine.training;

/**
 * ln κ uniform. Karras et al. 2022 (2206.00364), table 1, "VE", where κ is between .02 and 100.
 *
 * @param least the smallest κ, positive
 * @param most the largest κ
 */
public record LogUniformNoise(double least, double most) implements NoiseDistribution {
  /** That of the published models. */
  public static final LogUniformNoise USUAL = new LogUniformNoise(0.02, 100);

  public LogUniformNoise {
    if (!(least > 0) || !(most > least) || Double.isInfinite(most)) {
      throw new IllegalArgumentException(
          "κ from %s to %s: must grow and be positive and finite".formatted(least, most));
    }
  }

  @Override
  public double quantile(double u) {
    return least * Math.pow(most / least, u);
  }
}

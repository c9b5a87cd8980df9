package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/**
 * Karras et al. 2022 (2206.00364), table 1, "Ours", with its σ read as κ = σ/α of the level.
 *
 * @param dataDeviation σ_data, the standard deviation of the clean images; .5 in the paper
 */
public record Edm(double dataDeviation) implements Preconditioning {
  public Edm {
    if (!(dataDeviation > 0)) {
      throw new IllegalArgumentException("σ_data = " + dataDeviation + ": must be positive");
    }
  }

  @Override
  public Coefficients at(NoiseLevel level) {
    double s = level.kappa();
    double total = s * s + dataDeviation * dataDeviation;
    return new Coefficients(
        dataDeviation * dataDeviation / total / level.alpha(),
        s * dataDeviation / Math.sqrt(total),
        1 / Math.sqrt(total) / level.alpha(),
        Math.log(s) / 4);
  }

  @Override
  public String name() {
    return "edm";
  }
}

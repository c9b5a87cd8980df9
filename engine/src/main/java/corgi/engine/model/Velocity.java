package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/**
 * F estimates v = α·ε − σ·x₀: x̂₀ = α·x − σ·F for VP levels. Salimans and Ho 2022 (2202.00512), §4.
 */
public record Velocity() implements Preconditioning {
  @Override
  public Coefficients at(NoiseLevel level) {
    double alpha = level.alpha();
    double sigma = level.sigma();
    double total = alpha * alpha + sigma * sigma; // 1 for VP levels
    return new Coefficients(
        alpha / total, -sigma / Math.sqrt(total), 1 / Math.sqrt(total), level.t());
  }

  @Override
  public String name() {
    return "v_prediction";
  }
}

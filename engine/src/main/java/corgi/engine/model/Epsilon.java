package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/** F estimates the noise: x̂₀ = (x − σ·F)/α. Ho et al. 2020 (2006.11239), eq. 15. */
public record Epsilon() implements Preconditioning {
  @Override
  public Coefficients at(NoiseLevel level) {
    double alpha = level.alpha();
    double sigma = level.sigma();
    double in = 1 / Math.hypot(alpha, sigma); // 1 for VP levels
    return new Coefficients(1 / alpha, -sigma / alpha, in, level.t());
  }

  @Override
  public String name() {
    return "epsilon";
  }
}

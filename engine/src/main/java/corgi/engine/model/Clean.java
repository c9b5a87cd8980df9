package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/** F estimates the clean image itself. Ho et al. 2020 (2006.11239), §3.2. */
public record Clean() implements Preconditioning {
  @Override
  public Coefficients at(NoiseLevel level) {
    return new Coefficients(0, 1, 1 / Math.hypot(level.alpha(), level.sigma()), level.t());
  }

  @Override
  public String name() {
    return "sample";
  }
}

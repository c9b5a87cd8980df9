package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * The step that every method begins with: x′ = α′·x̂₀ + σ′·ε̂. It holds for pure noise, α = 0, and
 * for the clean image, σ′ = 0. Song et al. 2021 (2010.02502), eq. 12 with η = 0; the same as
 * Euler's method in x/α.
 */
final class FirstOrder {
  private FirstOrder() {}

  /** Returns x = α·x₀ + σ·ε, a clean image as it is at a level. */
  static NDArray noised(NDArray clean, NDArray epsilon, NoiseLevel level) {
    return clean.mul(level.alpha()).add(epsilon.mul(level.sigma()));
  }

  /** Returns ε̂ = (x − α·x̂₀)/σ. */
  static NDArray noise(NDArray x, NDArray clean, NoiseLevel level) {
    return x.sub(clean.mul(level.alpha())).div(level.sigma());
  }

  /** Returns x′ at the stage's next level. */
  static NDArray step(NDArray x, NDArray clean, Stage stage) {
    NoiseLevel next = stage.next();
    double ratio = next.sigma() / stage.level().sigma();
    return x.mul(ratio).add(clean.mul(next.alpha() - stage.level().alpha() * ratio));
  }

  /** Returns κ′/κ of a step, 0 from pure noise and to the clean image. */
  static double shrink(Stage stage) {
    NoiseLevel level = stage.level();
    NoiseLevel next = stage.next();
    return next.sigma() / level.sigma() * (level.alpha() / next.alpha());
  }
}

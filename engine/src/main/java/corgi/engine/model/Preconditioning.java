package corgi.engine.model;

import corgi.engine.schedule.NoiseLevel;

/**
 * How a raw network output F becomes x̂₀, for a state x = α·x₀ + σ·ε:
 *
 * <pre>  x̂₀ = c_skip·x + c_out·F(c_in·x; c_noise)</pre>
 *
 * Karras et al. 2022 (2206.00364), eq. 7, written for any α.
 */
public sealed interface Preconditioning permits Epsilon, Velocity, Clean, Edm, Ve {
  /** Returns the coefficients at a level. */
  Coefficients at(NoiseLevel level);

  /** The name in a checkpoint's configuration. */
  String name();

  /** c_skip, c_out, c_in and c_noise at one level. */
  record Coefficients(double skip, double out, double in, double noise) {}
}

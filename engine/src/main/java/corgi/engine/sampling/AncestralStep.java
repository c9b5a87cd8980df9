package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * A step to κ′ split in two: along the probability flow down to a smaller κ, then back up by noise,
 * so that κ↓² + κ↑² = κ′². For η = 1 the noise has the deviation of q(x′ | x, x̂₀). Song et al.
 * 2021 (2010.02502), eq. 16; Crowson 2022, k-diffusion, {@code get_ancestral_step}.
 *
 * @param down κ↓, where the deterministic part arrives
 * @param up κ↑, the deviation of the noise in x/α
 */
public record AncestralStep(double down, double up) {
  /**
   * Splits a step.
   *
   * @param from κ > 0, infinite at pure noise
   * @param to κ′ in [0, κ]
   * @param eta η ≥ 0, the share of the noise; above 1 it is more than the posterior has, and κ↑ at
   *     most κ′
   */
  public static AncestralStep of(double from, double to, double eta) {
    if (!(from > 0) || !(to >= 0 && to <= from) || !(eta >= 0)) {
      throw new IllegalArgumentException(
          "a step from κ = %s to κ′ = %s with η = %s: needs κ ≥ κ′ ≥ 0, κ > 0 and η ≥ 0"
              .formatted(from, to, eta));
    }
    double shrink = to / from; // 0 from pure noise
    double up = Math.min(to, eta * to * Math.sqrt(1 - shrink * shrink));
    return new AncestralStep(Math.sqrt(to * to - up * up), up);
  }

  /**
   * Returns the split of the same step that goes down to {@code least} at most, if that is above.
   */
  AncestralStep noLowerThan(double least) {
    if (down >= least) {
      return this;
    }
    double to = Math.hypot(down, up);
    return new AncestralStep(least, Math.sqrt(Math.max(0, to * to - least * least)));
  }

  /**
   * Returns the state with the noise that takes it up.
   *
   * @param arrived the state at κ↓
   * @param low the level of κ↓
   * @param to the level of κ′
   * @param noise z
   */
  NDArray up(NDArray arrived, NoiseLevel low, NoiseLevel to, NDArray noise) {
    return arrived.mul(to.alpha() / low.alpha()).add(noise.mul(to.alpha() * up));
  }
}

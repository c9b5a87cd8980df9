package corgi.engine.training;

import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.schedule.NoiseLevel;

/**
 * How much the squared error of a network's output F counts at a level of noise. An error of F is
 * one of c_out times as much of x̂₀, so a weight w of ‖x̂₀ − x₀‖² is one of c_out²·w of F, whatever
 * F estimates.
 */
@FunctionalInterface
public interface LossWeight {
  /** Every level counts alike: {@code L_simple} of Ho et al. 2020 (2006.11239), eq. 14. */
  LossWeight SIMPLE = (level, c) -> 1;

  /**
   * Errors of x̂₀ count by the signal-to-noise ratio α²/σ²: the simple loss of ε, whatever F
   * estimates. Salimans and Ho 2022 (2202.00512), §4, "SNR weighting".
   */
  LossWeight SNR = (level, c) -> c.out() * c.out() * level.snr();

  /**
   * Returns the weight of ‖F − target‖², at least 0.
   *
   * @param level σ > 0
   * @param c how F becomes x̂₀ at that level
   */
  double at(NoiseLevel level, Coefficients c);

  /**
   * Min-SNR-γ: errors of x̂₀ count by min(snr, γ), so that little noise does not outweigh the rest.
   * For ε that is min(snr, γ)/snr and for v min(snr, γ)/(snr + 1). Hang et al. 2023 (2303.09556),
   * §3.4; γ = 5 there.
   *
   * @param gamma γ, positive
   */
  record MinSnr(double gamma) implements LossWeight {
    /**
     * @throws IllegalArgumentException if γ is not positive
     */
    public MinSnr {
      if (!(gamma > 0)) {
        throw new IllegalArgumentException("min-SNR γ = " + gamma + ": must be positive");
      }
    }

    @Override
    public double at(NoiseLevel level, Coefficients c) {
      return c.out() * c.out() * Math.min(level.snr(), gamma);
    }
  }
}

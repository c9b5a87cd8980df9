package corgi.engine.training;

import corgi.engine.model.Preconditioning;
import corgi.engine.schedule.NoiseLevel;

/**
 * λ = 1/(κ² + σ_data²), which is smooth where the signal-to-noise ratio cut off at 1/σ_data² is
 * not. Crowson et al. 2024 (2401.11605), §4.5, for σ_data = ½; k-diffusion, {@code soft-min-snr}.
 *
 * @param dataDeviation σ_data, the standard deviation of the clean images
 */
public record SoftMinSnr(double dataDeviation) implements LossWeight {
  public SoftMinSnr {
    if (!(dataDeviation > 0)) {
      throw new IllegalArgumentException("σ_data = " + dataDeviation + ": must be positive");
    }
  }

  @Override
  public double onOutput(NoiseLevel level, Preconditioning.Coefficients c) {
    double kappa = level.kappa();
    return c.out() * c.out() / (kappa * kappa + dataDeviation * dataDeviation);
  }
}

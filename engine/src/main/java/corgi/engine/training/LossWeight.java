package corgi.engine.training;

import corgi.engine.model.Preconditioning;
import corgi.engine.schedule.NoiseLevel;

/**
 * How much errors at a level count. Weights are meant as λ on ‖x̂₀ − x₀‖², which is the same for
 * every prediction type, and given as w = λ·c_out² on the errors of the network's output F. Karras
 * et al. 2022 (2206.00364), eq. 108.
 */
@FunctionalInterface
public interface LossWeight {
  /**
   * w = 1: errors of F count alike at every level. For ε-prediction this is the simple loss of Ho
   * et al. 2020 (2006.11239), eq. 14; with the preconditionings of Karras et al. 2022, table 1, it
   * is that table's λ for VP, VE and EDM.
   */
  LossWeight EVEN =
      new LossWeight() {
        @Override
        public double onOutput(NoiseLevel level, Preconditioning.Coefficients c) {
          return 1;
        }

        @Override
        public String toString() {
          return "EVEN";
        }
      };

  /** λ = 1/κ², the signal-to-noise ratio: errors of ε count alike, whatever F estimates. */
  LossWeight SIGNAL_TO_NOISE =
      new LossWeight() {
        @Override
        public double onOutput(NoiseLevel level, Preconditioning.Coefficients c) {
          double ratio = c.out() / level.kappa();
          return ratio * ratio;
        }

        @Override
        public String toString() {
          return "SIGNAL_TO_NOISE";
        }
      };

  /**
   * Returns w at a level.
   *
   * @param c of the preconditioning at that level
   */
  double onOutput(NoiseLevel level, Preconditioning.Coefficients c);
}

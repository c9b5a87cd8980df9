package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.LateChurn.Kept;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LateChurnTest {
  private static final double GAMMA = 0.25;
  private static final double KAPPA = 4 / 3.0;
  private static final double HAT = KAPPA * (1 + GAMMA);
  private static final double Y = 1 / 0.6 + 1.1 * Math.sqrt(HAT * HAT - KAPPA * KAPPA); // ŷ

  private static double arrival(Kept kept) {
    var churn = new Churn(GAMMA, 0, 10, 1.1); // one step
    return OneStep.of(new LateChurn(churn, kept), 0.5);
  }

  /** Euler's step from ŷ towards x̂₀. */
  private static double euler(double clean) {
    return 0.8 * (Y + (Y - clean) / HAT * (0.75 - HAT));
  }

  @Test
  void noiseIsKept() {
    assertThat(arrival(Kept.NOISE)).isCloseTo(euler(Y - HAT * 0.875), within(1e-6));
  }

  @Test
  void cleanImageIsKept() {
    assertThat(arrival(Kept.CLEAN)).isCloseTo(euler(0.5), within(1e-6));
  }

  @Test
  void velocityIsKept() {
    double v = (0.6 - 0.5) / 0.8; // α·x − σ·v = .5
    double clean = Y / (KAPPA * KAPPA + 1) - v * KAPPA / Math.sqrt(KAPPA * KAPPA + 1);
    assertThat(arrival(Kept.VELOCITY)).isCloseTo(euler(clean), within(1e-6));
  }

  @Nested
  class WithoutChurn implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return new LateChurn(Churn.of(0), Kept.NOISE);
    }

    @Override
    public double order() {
      return 1;
    }
  }
}

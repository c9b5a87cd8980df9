package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeisTest implements ConvergenceLaws {
  @Override
  public Sampler sampler() {
    return new Deis(2, ShortRuns.LOWER_ORDERS);
  }

  @Override
  public double order() {
    return 2;
  }

  /** ∫ (log κ − log κ₁)/(log κ₀ − log κ₁) dκ = (κ·(log(κ/κ₁) − 1))/log(κ₀/κ₁), by parts. */
  @Test
  void secondStepByHand() {
    double k0 = 4 / 3.0; // the first step's
    double k1 = 0.75;
    double k2 = 7 / 24.0;
    double newer = (part(k2, k0) - part(k1, k0)) / Math.log(k1 / k0);
    double older = (part(k2, k1) - part(k1, k1)) / Math.log(k0 / k1);
    double d1 = (0.925 - 0.8 * 0.7) / 0.6;
    double y = 0.925 / 0.8 + newer * d1 + older * 0.875;
    assertThat(OneStep.two(new Deis(2, ShortRuns.FULL_ORDER), 0.5, 0.7))
        .isCloseTo(0.96 * y, within(1e-6));
  }

  private static double part(double kappa, double zero) {
    return kappa * (Math.log(kappa / zero) - 1);
  }

  @Test
  void shortRunsEndWithOrderOne() {
    double d1 = (0.925 - 0.8 * 0.7) / 0.6;
    double euler = 0.96 * (0.925 / 0.8 + (7 / 24.0 - 0.75) * d1);
    assertThat(OneStep.two(sampler(), 0.5, 0.7)).isCloseTo(euler, within(1e-6));
  }

  @Test
  void thirdOrderIsMoreAccurateThanSecond() {
    double third = ConvergenceLaws.error(new Deis(3, ShortRuns.LOWER_ORDERS), 32);
    assertThat(third).isLessThan(ConvergenceLaws.error(sampler(), 32) / 2);
  }

  @Test
  void refusesAnOrderOutOfRange() {
    assertThatThrownBy(() -> new Deis(4, ShortRuns.FULL_ORDER))
        .hasMessage("order = 4: must be between 1 and 3");
  }
}

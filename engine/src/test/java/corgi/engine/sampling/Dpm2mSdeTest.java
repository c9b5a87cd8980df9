package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class Dpm2mSdeTest implements GuidedLimitLaws {
  @Override
  public Sampler sampler() {
    return DpmSolver.plusPlusSde(2);
  }

  @Override
  public int limitSteps() {
    return 100;
  }

  @Test
  void secondStepByHand() {
    double l0 = Math.log(0.6 / 0.8);
    double l1 = Math.log(0.8 / 0.6);
    double h = Math.log(0.96 / 0.28) - l1;
    double h0 = l1 - l0;
    double e0 = Math.exp(-2 * h0);
    double x1 =
        0.6 / 0.8 * Math.exp(-h0) + 0.8 * (1 - e0) * 0.5 + 0.6 * Math.sqrt(1 - e0); // order 1
    double e = Math.exp(-2 * h);
    double d = 0.7 + 0.5 * h / h0 * (0.7 - 0.5);
    double x2 = 0.28 / 0.6 * Math.exp(-h) * x1 + 0.96 * (1 - e) * d + 0.28 * Math.sqrt(1 - e);
    var method =
        new DpmSolver(2, DpmEquation.SDE_DPMSOLVER_PP, DpmSolver.Correction.MIDPOINT, Set.of());
    assertThat(OneStep.two(method, 0.5, 0.7)).isCloseTo(x2, within(1e-6));
  }
}

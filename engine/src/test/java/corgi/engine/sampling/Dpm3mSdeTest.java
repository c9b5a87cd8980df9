package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class Dpm3mSdeTest implements GuidedLimitLaws {
  @Override
  public Sampler sampler() {
    return Dpm3mSde.of(1);
  }

  @Override
  public int limitSteps() {
    return 100;
  }

  @Test
  void halfOfTheNoiseByHand() {
    // First order, e⁻ʰ = κ′/κ = 9/16, η = ½
    double damped = Math.sqrt(9 / 16.0); // e^(−ηh)
    double shrink = 9 / 16.0 * damped; // e^(−(1 + η)h)
    double y = shrink / 0.6 + (1 - shrink) * 0.5 + 0.75 * Math.sqrt(1 - damped * damped);
    assertThat(OneStep.of(Dpm3mSde.of(0.5), 0.5)).isCloseTo(0.8 * y, within(1e-6));
  }

  @Test
  void withoutNoiseItIsTheProbabilityFlowsSolver() {
    var flow = new DpmSolver(3, DpmEquation.DPMSOLVER_PP, DpmSolver.Correction.HEUN, Set.of());
    assertThat(OneStep.two(Dpm3mSde.of(0), 0.5, 0.7))
        .isCloseTo(OneStep.two(flow, 0.5, 0.7), within(1e-6));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> Dpm3mSde.of(-1)).hasMessage("η = -1.0: must be at least 0");
  }
}

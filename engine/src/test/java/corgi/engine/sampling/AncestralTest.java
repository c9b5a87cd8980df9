package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AncestralTest {
  @Nested
  class ByEuler implements GuidedLimitLaws {
    @Override
    public Sampler sampler() {
      return new Ancestral(Ddim.EULER, 1);
    }

    @Override
    public int limitSteps() {
      return 400;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void isDdimOfTheSameEta(double eta) {
      assertThat(OneStep.two(new Ancestral(Ddim.EULER, eta), 0.5, 0.7))
          .isCloseTo(OneStep.two(Ddim.of(eta), 0.5, 0.7), within(1e-6));
    }
  }

  @Nested
  class ByDpmSolver implements GuidedLimitLaws {
    @Override
    public Sampler sampler() {
      return new Ancestral(new Midpoint(Target.NOISE), 1);
    }

    @Override
    public int limitSteps() {
      return 100;
    }
  }

  @Nested
  class ByDpmSolverPlusPlus implements GuidedLimitLaws {
    @Override
    public Sampler sampler() {
      return new Ancestral(new Midpoint(Target.DATA), 1);
    }

    @Override
    public int limitSteps() {
      return 100;
    }

    @Test
    void stepByHand() {
      double up = 0.75 * Math.sqrt(1 - 81 / 256.0); // κ from 4/3 to κ′ = 3/4
      double ratio = 0.75 * 9 / 16 / (4 / 3.0); // κ↓/κ
      assertThat(OneStep.of(sampler(), 0.5, 0.7))
          .isCloseTo(0.8 * (ratio / 0.6 + (1 - ratio) * 0.7 + up), within(1e-6));
      assertThat(OneStep.of(new ScaledNoise(sampler(), 1.5), 0.5, 0.7))
          .isCloseTo(0.8 * (ratio / 0.6 + (1 - ratio) * 0.7 + 1.5 * up), within(1e-6));
    }
  }

  @Test
  void moreThanAllOfTheNoiseStaysWithinTheLevel() {
    AncestralStep step = AncestralStep.of(1, 0.5, 2);
    assertThat(step).isEqualTo(new AncestralStep(0, 0.5));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new Ancestral(Ddim.EULER, -1)).hasMessageContaining("η = -1.0");
    assertThatThrownBy(() -> new Ancestral(new Lms(4), 1)).hasMessageContaining("Lms[order=4]");
    assertThatThrownBy(() -> AncestralStep.of(1, 2, 1)).hasMessageContaining("κ′ = 2.0");
    assertThatThrownBy(() -> new ScaledNoise(Ddim.EULER, 0)).hasMessageContaining("= 0.0");
  }
}

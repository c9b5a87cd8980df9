package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MidpointTest {
  // From κ = 4/3 over 1 to 3/4 in y = x/α, y = 1/.6
  private static final double Y = 1 / 0.6;

  @Nested
  class OfNoise implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return new Midpoint(Target.NOISE);
    }

    @Override
    public double order() {
      return 2;
    }

    @Test
    void stepByHand() {
      double middle = Y - 0.875 / 3; // Euler's step by d = (1 − .6·.5)/.8
      double d = middle - 0.7;
      assertThat(OneStep.of(sampler(), 0.5, 0.7))
          .isCloseTo(0.8 * (Y + (0.75 - 4 / 3.0) * d), within(1e-6));
    }
  }

  @Nested
  class OfCleanImages implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return new Midpoint(Target.DATA);
    }

    @Override
    public double order() {
      return 2;
    }

    @Test
    void stepByHand() {
      double ratio = 9 / 16.0; // κ′/κ
      assertThat(OneStep.of(sampler(), 0.5, 0.7))
          .isCloseTo(0.8 * (ratio * Y + (1 - ratio) * 0.7), within(1e-6));
    }
  }
}

package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DpmSdeTest implements GuidedLimitLaws {
  @Override
  public Sampler sampler() {
    return new DpmSde(1, 0.5);
  }

  @Override
  public int limitSteps() {
    return 500; // independent draws make it first order in law
  }

  @Test
  void stepByHand() {
    double up = 0.75 * Math.sqrt(1 - 81 / 256.0); // κ from 4/3 to κ′ = 3/4
    double ratio = 0.75 * 9 / 16 / (4 / 3.0); // κ↓/κ
    double both = 0.5 + (0.7 - 0.5) / (2 * 0.25);
    assertThat(OneStep.of(new DpmSde(1, 0.25), 0.5, 0.7))
        .isCloseTo(0.8 * (ratio / 0.6 + (1 - ratio) * both + up), within(1e-6));
  }

  @Test
  void withoutNoiseAndInTheMiddleItIsTheMidpointMethod() {
    assertThat(OneStep.of(new DpmSde(0, 0.5), 0.5, 0.7))
        .isCloseTo(OneStep.of(new Midpoint(Target.DATA), 0.5, 0.7), within(1e-6));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new DpmSde(-1, 0.5)).hasMessageContaining("η = -1.0");
    assertThatThrownBy(() -> new DpmSde(1, 0)).hasMessageContaining("r = 0.0");
  }
}

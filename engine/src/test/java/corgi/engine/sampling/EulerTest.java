package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EulerTest implements ConvergenceLaws {
  @Override
  public Sampler sampler() {
    return Ddim.EULER;
  }

  @Override
  public double order() {
    return 1;
  }

  @Test
  void stepByHand() {
    // ε̂ = (1 − .6·.5)/.8 = .875; x′ = .8·.5 + .6·.875
    assertThat(OneStep.of(Ddim.EULER, 0.5)).isCloseTo(0.925, within(1e-6));
  }
}

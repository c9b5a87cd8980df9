package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeunTest implements ConvergenceLaws {
  @Override
  public Sampler sampler() {
    return new Heun();
  }

  @Override
  public double order() {
    return 2;
  }

  @Test
  void stepByHand() {
    // In y = x/α with κ from 4/3 to 3/4: y = 1/.6, d = .875; Euler arrives at x = .925, where the
    // model answers .7: d′ = (.925 − .8·.7)/.6
    double mean = (0.875 + (0.925 - 0.56) / 0.6) / 2;
    assertThat(OneStep.of(sampler(), 0.5, 0.7))
        .isCloseTo(0.8 * (1 / 0.6 + (0.75 - 4 / 3.0) * mean), within(1e-6));
  }
}

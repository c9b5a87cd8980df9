package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DpmSolver3Test implements SamplerLaws {
  @Override
  public Sampler sampler() {
    return new DpmSolver3();
  }

  @Test
  void errorFallsWithTheThirdPowerOfTheStep() { // of few steps, above single precision
    double ratio = ConvergenceLaws.error(sampler(), 5) / ConvergenceLaws.error(sampler(), 10);
    assertThat(Math.log(ratio) / Math.log(2)).isBetween(2.7, 3.9);
  }

  @Test
  void stepByHand() {
    // In y = x/α from κ = 4/3 to 3/4, e^h = 16/9
    double k = 4 / 3.0;
    double h = Math.log(16 / 9.0);
    double y = 1 / 0.6;
    double e0 = (y - 0.5) / k;
    double k1 = k * Math.cbrt(9 / 16.0);
    double e1 = (y + (k1 - k) * e0 - 0.7) / k1;
    double k2 = k1 * Math.cbrt(9 / 16.0);
    double bend = (k / k2 - 1) / (2 * h / 3) - 1;
    double e2 = (y + (k2 - k) * e0 - 2 * k2 * bend * (e1 - e0) - 0.6) / k2;
    double y3 = y + (0.75 - k) * e0 - 1.5 * 0.75 * ((7 / 9.0) / h - 1) * (e2 - e0);
    assertThat(OneStep.of(sampler(), 0.5, 0.7, 0.6)).isCloseTo(0.8 * y3, within(1e-6));
  }
}

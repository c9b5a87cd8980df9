package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LmsTest implements ConvergenceLaws {
  @Override
  public Sampler sampler() {
    return new Lms(4);
  }

  @Override
  public double order() {
    return 2; // its first step is Euler's
  }

  @Test
  void secondStepByHand() {
    // Adams and Bashforth with uneven steps: y + h·((1 + h/2h₀)·d₁ − h/2h₀·d₀)
    double h0 = 0.75 - 4 / 3.0;
    double h = 7 / 24.0 - 0.75;
    double d0 = 0.875;
    double d1 = (0.925 - 0.8 * 0.7) / 0.6;
    double y = 0.925 / 0.8 + h * ((1 + h / (2 * h0)) * d1 - h / (2 * h0) * d0);
    assertThat(OneStep.two(sampler(), 0.5, 0.7)).isCloseTo(0.96 * y, within(1e-6));
  }

  @Test
  void refusesAnOrderOutOfRange() {
    assertThatThrownBy(() -> new Lms(5)).hasMessage("order = 5: must be between 1 and 4");
  }
}

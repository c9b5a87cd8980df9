package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.Pndm.Combined;
import corgi.engine.sampling.Pndm.Start;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PndmTest {
  @Nested
  class FromRungeKutta implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return Pndm.RUNGE_KUTTA;
    }

    @Override
    public double order() {
      return 2;
    }
  }

  @Nested
  class FromHeun implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return Pndm.PLMS;
    }

    @Override
    public double order() {
      return 2;
    }
  }

  /** Two steps: Heun's, then the weights 3/2 and −1/2 of Adams and Bashforth. */
  @Test
  void twoStepsFromHeunByHand() {
    double y0 = 1 / 0.6;
    double h0 = 0.75 - 4 / 3.0;
    double h1 = 7 / 24.0 - 0.75;
    double e1 = 0.875; // (1 − .6·.5)/.8
    double x1 = 0.8 * (y0 + h0 * e1);
    double e2 = (x1 - 0.8 * 0.7) / 0.6;
    double y1 = y0 + h0 * (e1 + e2) / 2;
    double e3 = (0.8 * y1 - 0.8 * 0.6) / 0.6;
    double end = 0.96 * (y1 + h1 * (3 * e3 - e1) / 2);
    assertThat(OneStep.two(Pndm.PLMS, 0.5, 0.7, 0.6)).isCloseTo(end, within(1e-6));
  }

  /** Equation 13 with the middle at κ = 1, then one step of Adams and Bashforth. */
  @Test
  void twoStepsFromRungeKuttaByHand() {
    double y0 = 1 / 0.6;
    double h = 0.75 - 4 / 3.0;
    double e1 = 0.875;
    double e2 = y0 - e1 / 3 - 0.7; // y − κ·… at κ = 1: (y − x̂₀)/1
    double e3 = y0 - e2 / 3 - 0.6;
    double e4 = (y0 + h * e3 - 0.4) / 0.75;
    double y1 = y0 + h * (e1 + 2 * e2 + 2 * e3 + e4) / 6;
    double e = (y1 - 0.3) / 0.75;
    double end = 0.96 * (y1 + (7 / 24.0 - 0.75) * (3 * e - e1) / 2);
    assertThat(OneStep.two(Pndm.RUNGE_KUTTA, 0.5, 0.7, 0.6, 0.4, 0.3)).isCloseTo(end, within(1e-6));
  }

  @Test
  void velocitiesAreCombinedAtTheStateLeft() {
    double v1 = (0.6 * 1 - 0.5) / 0.8;
    double x1 = arrival(v1);
    double v2 = (0.8 * x1 - 0.7) / 0.6;
    double x = arrival((v1 + v2) / 2);
    double v3 = (0.8 * x - 0.6) / 0.6;
    double v = (3 * v3 - v1) / 2;
    double epsilon = 0.8 * v + 0.6 * x;
    double end = 0.96 * (x / 0.8 + (7 / 24.0 - 0.75) * epsilon);
    var method = new Pndm(Start.HEUN, Combined.VELOCITY, Detours.DIRECT);
    assertThat(OneStep.two(method, 0.5, 0.7, 0.6)).isCloseTo(end, within(1e-6));
  }

  /** Where the first step arrives with a given v, from x = 1. */
  private static double arrival(double v) {
    double epsilon = 0.6 * v + 0.8;
    return 0.8 * (1 / 0.6 + (0.75 - 4 / 3.0) * epsilon);
  }

  @Test
  void firstStepsAskMoreOften() {
    assertThat(Pndm.RUNGE_KUTTA.evaluations(10)).isEqualTo(19);
    assertThat(Pndm.RUNGE_KUTTA.evaluations(2)).isEqualTo(5);
    assertThat(Pndm.PLMS.evaluations(10)).isEqualTo(11);
    assertThat(Pndm.PLMS.evaluations(1)).isEqualTo(1);
  }
}

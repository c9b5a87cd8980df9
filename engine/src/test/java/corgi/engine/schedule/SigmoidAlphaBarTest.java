package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SigmoidAlphaBarTest {
  private static double s(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void alphaBarIsTheFormulaOfThePaper() {
    VpSchedule schedule = VpSchedule.ofBetas(new SigmoidAlphaBar(-2, 4, 0.9).betas(100));
    double u = 40 / 100.0;
    double expected = (s(4 / 0.9) - s((-2 + 6 * u) / 0.9)) / (s(4 / 0.9) - s(-2 / 0.9));
    assertThat(schedule.alphaBar(39)).isCloseTo(expected, within(1e-7));
  }

  @Test
  void noBetaIsAboveThePublishedMost() {
    double[] betas = SigmoidAlphaBar.DEFAULT.betas(50);
    assertThat(betas).hasSize(50).isSorted().endsWith(0.999);
    assertThat(SigmoidAlphaBar.DEFAULT.betas(1)).containsExactly(0.999);
  }

  @Test
  void refusesACurveThatDoesNotFall() {
    assertThatThrownBy(() -> new SigmoidAlphaBar(3, -3, 1)).hasMessageContaining("from 3.0 to -3");
    assertThatThrownBy(() -> new SigmoidAlphaBar(-3, 3, 0)).hasMessageContaining("τ = 0.0");
    assertThatThrownBy(() -> new SigmoidAlphaBar(-3, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> SigmoidAlphaBar.DEFAULT.betas(0)).hasMessageContaining("steps = 0");
  }
}

package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.DpmSolver.Correction;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DpmSinglestepTest {
  // log(α/σ) of the three levels
  private static final double L0 = Math.log(0.6 / 0.8);
  private static final double L1 = Math.log(0.8 / 0.6);
  private static final double L2 = Math.log(0.96 / 0.28);

  private static DpmSinglestep whole(int order, DpmEquation equation, Correction correction) {
    return new DpmSinglestep(order, equation, correction, Set.of());
  }

  @Nested
  class OfSecondOrder implements ConvergenceLaws {
    @Override
    public Sampler sampler() {
      return DpmSinglestep.plusPlus(2);
    }

    @Override
    public double order() {
      return 2;
    }
  }

  @Nested
  class OfThirdOrder implements SamplerLaws {
    @Override
    public Sampler sampler() {
      return DpmSinglestep.plusPlus(3);
    }
  }

  /** Lu et al. 2022, 2211.01095, algorithm 1, over the whole block with r = h₀/h. */
  @Test
  void blockByHand() {
    double h = L2 - L0;
    double r = (L1 - L0) / h;
    double d = (0.7 - 0.5) / r;
    double phi = Math.exp(-h) - 1;
    double x = 0.28 / 0.8 - 0.96 * phi * 0.5;
    assertThat(OneStep.two(whole(2, DpmEquation.DPMSOLVER_PP, Correction.MIDPOINT), 0.5, 0.7))
        .isCloseTo(x - 0.96 * phi / 2 * d, within(1e-6));
    assertThat(OneStep.two(whole(2, DpmEquation.DPMSOLVER_PP, Correction.HEUN), 0.5, 0.7))
        .isCloseTo(x + 0.96 * (phi / h + 1) * d, within(1e-6));
  }

  /** Order 2 of the stochastic equation: one noise for the whole block. */
  @Test
  void noisyBlockByHand() {
    double h = L2 - L0;
    double d = (0.7 - 0.5) / ((L1 - L0) / h);
    double phi = 1 - Math.exp(-2 * h);
    double x = 0.28 / 0.8 * Math.exp(-h) + 0.96 * phi * (0.5 + d / 2) + 0.28 * Math.sqrt(phi);
    assertThat(OneStep.two(whole(2, DpmEquation.SDE_DPMSOLVER_PP, Correction.MIDPOINT), 0.5, 0.7))
        .isCloseTo(x, within(1e-6));
  }

  @Test
  void runsOfWholeBlocksMayEndInOrderOne() {
    double ddim = 0.28 / 0.6 * 0.925 - 0.96 * (Math.exp(L1 - L2) - 1) * 0.7;
    assertThat(OneStep.two(DpmSinglestep.plusPlus(2), 0.5, 0.7)).isCloseTo(ddim, within(1e-6));
  }

  @Test
  void higherOrdersAreMoreAccurate() {
    double second = ConvergenceLaws.error(DpmSinglestep.plusPlus(2), 48);
    assertThat(ConvergenceLaws.error(DpmSinglestep.plusPlus(3), 48)).isLessThan(second / 2);
    assertThat(ConvergenceLaws.error(whole(3, DpmEquation.DPMSOLVER_PP, Correction.HEUN), 48))
        .isLessThan(second / 2);
    double noise = ConvergenceLaws.error(whole(1, DpmEquation.DPMSOLVER, Correction.HEUN), 48);
    assertThat(ConvergenceLaws.error(whole(3, DpmEquation.DPMSOLVER, Correction.HEUN), 48))
        .isLessThan(noise / 4);
  }

  @Test
  void refusesAnOrderOutOfRange() {
    assertThatThrownBy(() -> DpmSinglestep.plusPlus(0))
        .hasMessage("order = 0: must be between 1 and 3");
  }
}

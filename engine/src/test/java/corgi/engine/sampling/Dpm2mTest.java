package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;

class Dpm2mTest implements ConvergenceLaws {
  // log(α/σ) of the three levels
  private static final double L0 = Math.log(0.6 / 0.8);
  private static final double L1 = Math.log(0.8 / 0.6);
  private static final double L2 = Math.log(0.96 / 0.28);

  @Override
  public Sampler sampler() {
    return DpmSolver.plusPlus(2);
  }

  @Override
  public double order() {
    return 2;
  }

  @Test
  void secondStepByHand() {
    // Lu et al. 2022, algorithm 2: D = (1 + 1/2r)·m₁ − 1/2r·m₀, x′ = σ′/σ·x − α′(e^−h − 1)·D
    double r = (L1 - L0) / (L2 - L1);
    double d = (1 + 1 / (2 * r)) * 0.7 - 1 / (2 * r) * 0.5;
    double x = 0.28 / 0.6 * 0.925 - 0.96 * (Math.exp(L1 - L2) - 1) * d;
    assertThat(
            OneStep.two(
                new DpmSolver(2, DpmEquation.DPMSOLVER_PP, DpmSolver.Correction.MIDPOINT, Set.of()),
                0.5,
                0.7))
        .isCloseTo(x, within(1e-6));
  }

  @Test
  void shortRunsEndWithOrderOne() {
    double ddim = 0.28 / 0.6 * 0.925 - 0.96 * (Math.exp(L1 - L2) - 1) * 0.7;
    assertThat(OneStep.two(sampler(), 0.5, 0.7)).isCloseTo(ddim, within(1e-6));
  }
}

package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The third order, and the solvers in ε̂. */
class DpmSolverTest {
  private static DpmSolver solver(int order, DpmEquation equation) {
    return new DpmSolver(order, equation, Correction.HEUN, Set.of());
  }

  @Test
  void ordersInNoise() {
    assertThat(ConvergenceLaws.measuredOrder(solver(1, DpmEquation.DPMSOLVER))).isBetween(0.7, 1.5);
    assertThat(ConvergenceLaws.measuredOrder(solver(2, DpmEquation.DPMSOLVER))).isBetween(1.7, 2.9);
  }

  @Test
  void thirdOrderIsMoreAccurateThanSecond() {
    double second = ConvergenceLaws.error(solver(2, DpmEquation.DPMSOLVER_PP), 32);
    double third = ConvergenceLaws.error(solver(3, DpmEquation.DPMSOLVER_PP), 32);
    assertThat(third).isLessThan(second / 2);
  }

  @Test
  void stochasticEquationOfNoiseCannotEndClean() {
    Grid grid = Grid.through(List.of(OneStep.FROM, NoiseLevel.CLEAN), 1);
    assertThatThrownBy(() -> solver(1, DpmEquation.SDE_DPMSOLVER).begin(grid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use sde-dpmsolver++");
  }
}

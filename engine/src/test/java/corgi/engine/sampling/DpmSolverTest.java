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

  /** Second order in ε̂ as well; the third still starts with lower ones. */
  @Test
  void ordersInNoise() {
    assertOrder(solver(1, DpmEquation.DPMSOLVER), 1);
    assertOrder(solver(2, DpmEquation.DPMSOLVER), 2);
  }

  @Test
  void thirdOrderIsMoreAccurateThanSecond() {
    double second = error(solver(2, DpmEquation.DPMSOLVER_PP));
    double third = error(solver(3, DpmEquation.DPMSOLVER_PP));
    assertThat(third).isLessThan(second / 2);
  }

  private static void assertOrder(DpmSolver solver, double order) {
    new ConvergenceLaws() {
      @Override
      public Sampler sampler() {
        return solver;
      }

      @Override
      public double order() {
        return order;
      }
    }.errorFallsWithItsOrder();
  }

  private static double error(DpmSolver solver) {
    return ConvergenceLaws.error(solver, 32);
  }

  @Test
  void stochasticEquationOfNoiseCannotEndClean() {
    Grid grid = Grid.through(List.of(OneStep.FROM, NoiseLevel.CLEAN), 1);
    assertThatThrownBy(() -> solver(1, DpmEquation.SDE_DPMSOLVER).begin(grid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use sde-dpmsolver++");
  }
}

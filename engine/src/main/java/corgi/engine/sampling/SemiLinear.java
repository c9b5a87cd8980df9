package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * An equation whose linear part {@link DpmSolver} integrates exactly. Lu et al. 2022 (2206.00927),
 * §3.1, call it semi-linear.
 */
public interface SemiLinear {
  /** What is taken to vary slowly. */
  Target target();

  /** Whether steps add noise. */
  boolean stochastic();

  /** z of {@link Target}, the signed step h in λ with what noise adds to it. */
  double exponent(double h);

  /** B of {@link Target}, the factor on corrections. */
  double scale(NoiseLevel next);

  /** Refuses grids that the equation cannot be solved on. */
  default void check(Grid grid) {}

  /** The step of order 1. */
  NDArray firstOrder(Stepper.Step step, NDArray clean);
}

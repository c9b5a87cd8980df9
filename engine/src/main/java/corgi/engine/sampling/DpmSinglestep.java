package corgi.engine.sampling;

import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.schedule.Grid;
import java.util.Set;

/**
 * The singlestep solvers DPM-Solver-2 and -3 (Lu et al. 2022, 2206.00927, algorithms 1 and 2) and
 * DPM-Solver++(2S) (Lu et al. 2022, 2211.01095, algorithm 1), their inner evaluations on the grid.
 * So a run of N steps asks N times: steps come in blocks of {@code order}, the k-th of which goes
 * from where the block began to its own arrival with order k.
 *
 * @param order the largest order, 1 to 3
 * @param equation what is solved
 * @param correction how the derivatives are weighted
 * @param options at the end of a run, and reference behaviour
 */
public record DpmSinglestep(
    int order, DpmEquation equation, Correction correction, Set<Option> options)
    implements Sampler {
  public DpmSinglestep {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order = " + order + ": must be between 1 and 3");
    }
    options = Set.copyOf(options);
  }

  /** DPM-Solver++ in blocks of the given order. */
  public static DpmSinglestep plusPlus(int order) {
    return new DpmSinglestep(
        order, DpmEquation.DPMSOLVER_PP, Correction.MIDPOINT, Set.of(Option.ENDS_IN_ORDER_ONE));
  }

  /** What a run does at its end, and where it follows a reference. */
  public enum Option {
    /** The last step has order 1, though its block were whole. */
    ENDS_IN_ORDER_ONE,
    /** Subtracts 1 from the third-order weight of the stochastic equation, as diffusers does. */
    DIFFUSERS_THIRD_ORDER_SDE
  }

  @Override
  public Stepper begin(Grid grid) {
    equation.check(grid);
    return new DpmSinglestepRun(this);
  }
}

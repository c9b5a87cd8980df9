package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Grid;
import java.util.Set;

/**
 * The multistep solvers DPM-Solver (Lu et al. 2022, 2206.00927) and DPM-Solver++ (Lu et al. 2022,
 * 2211.01095, algorithm 2 and appendix A), of the probability-flow equation or of the reverse
 * stochastic one. The names of locals are the papers'.
 *
 * @param order the largest order, 1 to 3
 * @param equation what is solved
 * @param correction how the second-order term is weighted
 * @param options at the end of a run, and reference behaviour
 */
public record DpmSolver(int order, SemiLinear equation, Correction correction, Set<Option> options)
    implements Sampler {
  public DpmSolver {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order = " + order + ": must be between 1 and 3");
    }
    options = Set.copyOf(options);
  }

  /** DPM-Solver++(2M), lower orders at the end of short runs. */
  public static DpmSolver plusPlus(int order) {
    return new DpmSolver(
        order, DpmEquation.DPMSOLVER_PP, Correction.MIDPOINT, Set.of(Option.LOWER_ORDER_FINAL));
  }

  /** The stochastic DPM-Solver++(2M). */
  public static DpmSolver plusPlusSde(int order) {
    return new DpmSolver(
        order, DpmEquation.SDE_DPMSOLVER_PP, Correction.MIDPOINT, Set.of(Option.LOWER_ORDER_FINAL));
  }

  /** How the second-order term is weighted; the papers give both. */
  public enum Correction {
    /** By (eᶻ − 1)/2. */
    MIDPOINT,
    /** By (eᶻ − 1)/z − 1, the exact integral. */
    HEUN
  }

  /** What a run does at its end, and where it follows a reference. */
  public enum Option {
    /** In runs of fewer than 15 steps the last two have at most order 2 and 1. */
    LOWER_ORDER_FINAL,
    /** The last step has order 1. */
    EULER_AT_FINAL,
    /** Subtracts 1 from the third-order weight of the stochastic equation, as diffusers does. */
    DIFFUSERS_THIRD_ORDER_SDE
  }

  @Override
  public Stepper begin(Grid grid) {
    equation.check(grid);
    History history = new History(order);
    return step -> step(step, history);
  }

  private NDArray step(Stepper.Step step, History history) {
    Stage stage = step.stage();
    NDArray clean = step.denoise().clean();
    history.push(equation.target().of(step.x(), clean, stage.level()), stage.level());
    NDArray x = equation.firstOrder(step, clean);
    double h = stage.next().lambda() - stage.level().lambda();
    int k = Math.min(orderAt(stage), history.usable(order));
    if (h == 0 || Double.isInfinite(h) || k < 2) {
      return x;
    }
    double z = equation.exponent(h);
    double r0 = (history.level(0).lambda() - history.level(1).lambda()) / h;
    NDArray d1 = history.get(0).sub(history.get(1)).div(r0);
    double weight = -equation.scale(stage.next());
    if (k == 2) {
      return x.add(d1.mul(weight * DpmWeights.second(z, correction)));
    }
    double r1 = (history.level(1).lambda() - history.level(2).lambda()) / h;
    NDArray d11 = history.get(1).sub(history.get(2)).div(r1);
    NDArray d2 = d1.sub(d11).div(r0 + r1);
    d1 = d1.add(d2.mul(r0));
    boolean shifted = equation.stochastic() && options.contains(Option.DIFFUSERS_THIRD_ORDER_SDE);
    return x.add(d1.mul(weight * DpmWeights.second(z, Correction.HEUN)))
        .add(d2.mul(weight * DpmWeights.third(z, shifted)));
  }

  /** The order of a step if enough estimates were kept. */
  private int orderAt(Stage stage) {
    boolean last = stage.index() == stage.count() - 1;
    if (last && options.contains(Option.EULER_AT_FINAL)) {
      return 1;
    }
    boolean lower = options.contains(Option.LOWER_ORDER_FINAL);
    return (lower ? ShortRuns.LOWER_ORDERS : ShortRuns.FULL_ORDER).orderAt(stage, order);
  }
}

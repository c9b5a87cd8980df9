package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.DpmSinglestep.Option;
import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Slot;

/** One run of {@link DpmSinglestep}. The names of locals are the papers'. */
final class DpmSinglestepRun implements Stepper {
  private final DpmSinglestep method;
  private final History history;
  private final Slot start = new Slot(); // x where the block began
  private final Slot startClean = new Slot(); // x̂₀ there
  private NoiseLevel from; // the level there
  private int place; // of the next step in its block, from 0
  private int left; // steps of its block to come

  DpmSinglestepRun(DpmSinglestep method) {
    this.method = method;
    this.history = new History(method.order());
  }

  @Override
  public NDArray step(Step step) {
    Stage stage = step.stage();
    NDArray clean = step.denoise().clean();
    history.push(method.equation().target().of(step.x(), clean, stage.level()), stage.level());
    if (place == 0 || endsSingly(stage)) {
      // A run that begins in the middle keeps the blocks of the whole run.
      left = method.order() - (from == null ? stage.index() % method.order() : 0);
      place = 0;
      start.set(step.x());
      startClean.set(clean);
      from = stage.level();
    }
    var whole =
        new Step(start.get(), stage.leaving(from), step.denoiser(), step.noise()); // of the block
    NDArray x = method.equation().firstOrder(whole, startClean.get());
    int k = place + 1;
    left--;
    place = stage.level().alpha() == 0 || left == 0 ? 0 : k; // blocks begin at a finite κ
    double h = stage.next().lambda() - from.lambda();
    return k == 1 || h == 0 ? x : x.add(correction(k, h, stage));
  }

  /** Whether a step is of order 1 wherever it is in its block. */
  private boolean endsSingly(Stage stage) {
    boolean last = stage.index() == stage.count() - 1;
    boolean whole = place == method.order() - 1;
    return stage.next().sigma() == 0
        || (last && whole && method.options().contains(Option.ENDS_IN_ORDER_ONE));
  }

  /** What order k = 2 or 3 adds to the step of order 1 over the whole block. */
  private NDArray correction(int k, double h, Stage stage) {
    double z = method.equation().exponent(h);
    double weight = -method.equation().scale(stage.next());
    double r0 = (stage.level().lambda() - from.lambda()) / h;
    NDArray d0 = history.get(0).sub(history.get(k - 1)).div(r0);
    if (k == 2) {
      return d0.mul(weight * DpmWeights.second(z, method.correction()));
    }
    double second = weight * DpmWeights.second(z, Correction.HEUN);
    if (method.correction() == Correction.MIDPOINT) {
      return d0.mul(second);
    }
    double r1 = (history.level(1).lambda() - from.lambda()) / h;
    NDArray d1 = history.get(1).sub(history.get(2)).div(r1);
    NDArray first = d1.mul(r0).sub(d0.mul(r1)).div(r0 - r1);
    NDArray curvature = d0.sub(d1).mul(2 / (r0 - r1));
    boolean shifted =
        method.equation().stochastic()
            && method.options().contains(Option.DIFFUSERS_THIRD_ORDER_SDE);
    return first.mul(second).add(curvature.mul(weight * DpmWeights.third(z, shifted)));
  }
}

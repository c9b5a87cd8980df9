package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Slot;
import corgi.engine.tensor.Tensors;

/** One step of a grid, made in smaller ones by {@link DpmAdaptive}. */
final class DpmAdaptiveRun {
  private static final double CLOSE = 1e-5; // in λ
  private static final double SMALLEST = 1e-7; // in λ

  private final DpmAdaptive method;
  private final Continuum between;
  private final Stepper.Step whole;
  private final StepSize.Control control;
  private final Slot state = new Slot();
  private final Slot before = new Slot(); // the lower order's last accepted result
  private NoiseLevel level;
  private int accepted;
  private boolean first = true;

  DpmAdaptiveRun(DpmAdaptive method, Continuum between, Stepper.Step whole) {
    this.method = method;
    this.between = between;
    this.whole = whole;
    double order = method.eta() > 0 ? 1.5 : method.order(); // noise lowers the order
    control = method.size().begin(method.errors().firstStep(), order);
    level = whole.stage().level();
    state.set(whole.x());
    before.set(whole.x().div(level.alpha()));
  }

  /** Returns the state at the step's end. */
  NDArray end() {
    NoiseLevel end = whole.stage().next();
    while (level.lambda() < end.lambda() - CLOSE) {
      if (!(control.h() > SMALLEST)) {
        throw new IllegalStateException(
            "the model changes too fast at κ = %s for steps that adapt: take fixed ones"
                .formatted(level.kappa()));
      }
      Tensors.scope(this::attempt);
    }
    return state.get().mul(end.alpha() / level.alpha());
  }

  private void attempt() {
    NoiseLevel end = whole.stage().next();
    NoiseLevel to = smaller(level.kappa() * Math.exp(-control.h()), end);
    AncestralStep split =
        AncestralStep.of(level.kappa(), to.kappa(), method.eta()).noLowerThan(end.kappa());
    NoiseLevel down = split.up() == 0 ? to : smaller(split.down(), end);
    Stage stage = whole.stage().leaving(level).arriving(down);
    var step =
        new Stepper.Step(
            state.get(), first ? stage : stage.again(level), whole.denoiser(), whole.noise());
    first = false;
    var trial = new DpmTrial(step, between, DpmTrial.slope(step));
    NDArray low = method.order() == 2 ? trial.first() : trial.second(1 / 3.0);
    NDArray high = method.order() == 2 ? trial.second(0.5) : trial.third();
    if (control.accepts(error(low.div(down.alpha()), high.div(down.alpha())))) {
      before.set(low.div(down.alpha()));
      state.set(split.up() == 0 ? high : split.up(high, down, to, step.noise(accepted)));
      accepted++;
      level = to;
    }
  }

  private NoiseLevel smaller(double kappa, NoiseLevel end) {
    return kappa <= end.kappa() ? end : between.ofKappa(kappa);
  }

  /** The root of the mean square of the errors, each over what is tolerated. */
  private double error(NDArray low, NDArray high) {
    NDArray tolerated =
        low.abs()
            .maximum(before.get().abs())
            .mul(method.errors().relative())
            .maximum(method.errors().absolute());
    return Math.sqrt(low.sub(high).div(tolerated).square().mean().getFloat());
  }
}

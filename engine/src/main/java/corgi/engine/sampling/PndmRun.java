package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Detours.Detour;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.NoiseLevel;

/** One run of {@link Pndm}. */
final class PndmRun implements Stepper {
  /** Adams and Bashforth's weights of 1 to 4 estimates, the newest first. */
  private static final double[][] WEIGHTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  private final Pndm method;
  private final Continuum between;
  private final History history = new History(WEIGHTS.length);

  PndmRun(Pndm method, Continuum between) {
    this.method = method;
    this.between = between;
  }

  @Override
  public NDArray step(Step step) {
    Stage stage = step.stage();
    NoiseLevel level = stage.level();
    NDArray clean = step.denoise().clean();
    int before = history.usable(WEIGHTS.length);
    NDArray e1 = estimate(step.x(), clean, level);
    history.push(e1, level);
    if (level.alpha() == 0) {
      return FirstOrder.step(step.x(), clean, stage);
    }
    boolean last = stage.index() == stage.count() - 1;
    if (before < method.start().steps() && !last && stage.next().sigma() > 0) {
      Detour detour = method.detours().of(method.start(), stage, between);
      return method.start() == Pndm.Start.HEUN
          ? heun(step, e1, detour)
          : rungeKutta(step, e1, detour);
    }
    double[] weights = WEIGHTS[Math.min(before, WEIGHTS.length - 1)];
    NDArray mean = e1.mul(weights[0]);
    for (int i = 1; i < weights.length; i++) {
      mean = mean.add(history.get(i).mul(weights[i]));
    }
    return transfer(step, mean, level, stage.next());
  }

  private NDArray heun(Step step, NDArray e1, Detour detour) {
    NDArray e2 = ask(step, transfer(step, e1, step.stage().level(), detour.reached()), detour);
    return transfer(step, e1.add(e2).div(2), detour.left(), step.stage().next());
  }

  /** Equation 13 of the paper. */
  private NDArray rungeKutta(Step step, NDArray e1, Detour detour) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray e2 = ask(step, transfer(step, e1, level, detour.reached()), detour);
    NDArray e3 = ask(step, transfer(step, e2, level, detour.asked()), detour);
    NDArray x4 = transfer(step, e3, level, next);
    NDArray e4 = ask(step, x4, new Detour(next, next, level));
    NDArray mean = e1.add(e2.mul(2)).add(e3.mul(2)).add(e4).div(6);
    return transfer(step, mean, detour.left(), next);
  }

  private NDArray ask(Step step, NDArray x, Detour detour) {
    NDArray clean = step.denoiser().denoise(x, step.stage().again(detour.asked())).clean();
    return estimate(x, clean, detour.asked());
  }

  private NDArray estimate(NDArray x, NDArray clean, NoiseLevel level) {
    return method.combined() == Pndm.Combined.NOISE
        ? FirstOrder.noise(x, clean, level)
        : x.mul(level.alpha()).sub(clean).div(level.sigma());
  }

  /** φ of the paper, eq. 9: the first-order step with a given estimate. */
  private NDArray transfer(Step step, NDArray estimate, NoiseLevel from, NoiseLevel to) {
    NDArray epsilon =
        method.combined() == Pndm.Combined.NOISE
            ? estimate
            : estimate.mul(from.alpha()).add(step.x().mul(from.sigma()));
    return Target.NOISE.step(step.x(), epsilon, step.stage().leaving(from).arriving(to));
  }
}

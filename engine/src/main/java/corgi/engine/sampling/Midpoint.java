package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * The second-order solvers that step with the estimate of the middle in λ: DPM-Solver-2 for ε̂ (Lu
 * et al. 2022, 2206.00927, algorithm 1), DPM-Solver++(2S) for x̂₀ (Lu et al. 2022, 2211.01095,
 * algorithm 1), both with r₁ = ½. The step to the clean image and the step from pure noise have no
 * middle and are Euler's. Two evaluations a step.
 *
 * @param target the estimate that is taken to vary slowly
 */
public record Midpoint(Target target) implements Sampler {
  @Override
  public int evaluationsPerStep() {
    return 2;
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return step -> step(step, grid.between());
  }

  private NDArray step(Stepper.Step step, Continuum between) {
    Stage stage = step.stage();
    NoiseLevel level = stage.level();
    NDArray clean = step.denoise().clean();
    if (stage.next().sigma() == 0 || level.alpha() == 0) {
      return FirstOrder.step(step.x(), clean, stage);
    }
    NoiseLevel middle = between.ofKappa(Math.sqrt(level.kappa() * stage.next().kappa()));
    NDArray u = FirstOrder.step(step.x(), clean, stage.arriving(middle));
    NDArray there = step.denoiser().denoise(u, stage.again(middle)).clean();
    return target.step(step.x(), target.of(u, there, middle), stage);
  }
}

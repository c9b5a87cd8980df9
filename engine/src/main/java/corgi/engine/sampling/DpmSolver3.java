package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;

/**
 * DPM-Solver-3, the third-order single-step solver for ε̂. Lu et al. 2022 (2206.00927), algorithm
 * 2. Three evaluations a step; the step to the clean image and the step from pure noise are
 * Euler's.
 */
public record DpmSolver3() implements Sampler {
  @Override
  public int evaluationsPerStep() {
    return 3;
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return step -> {
      NoiseLevel level = step.stage().level();
      if (step.stage().next().sigma() == 0 || level.alpha() == 0) {
        return FirstOrder.step(step.x(), step.denoise().clean(), step.stage());
      }
      NDArray epsilon = DpmTrial.slope(step);
      return new DpmTrial(step, grid.between(), epsilon).third();
    };
  }
}

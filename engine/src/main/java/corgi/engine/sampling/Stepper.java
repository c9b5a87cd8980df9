package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Noise;

/** One run of a sampler, with whatever history its method needs (in {@code Slot}s). */
@FunctionalInterface
public interface Stepper {
  /** Returns the state at {@code step.stage().next()}. */
  NDArray step(Step step);

  /**
   * One step to be made.
   *
   * @param x the state at the stage's level, (N, C, H, W)
   * @param stage where the step leaves and arrives; its {@code first} is true
   * @param denoiser the guided model
   * @param noise for methods that add some
   */
  record Step(NDArray x, Stage stage, Denoiser denoiser, Noise noise) {
    /** Asks the model at the state the step leaves from: the step's first evaluation. */
    public Denoised denoise() {
      return denoiser.denoise(x, stage);
    }

    /** Returns this step's noise; {@code draw} counts from 0. */
    public NDArray noise(int draw) {
      return noise.at(stage.index(), draw, x.getShape().slice(1));
    }
  }
}

package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;

/** How the second half of an output becomes the log-variance of a step's posterior. */
public enum LearnedVariance {
  /**
   * Between log β̃ and log β, by (v + 1)/2. Nichol and Dhariwal 2021 (2102.09672), eq. 15, with the
   * β of the step actually made, so that it holds after respacing.
   */
  RANGE {
    @Override
    public NDArray log(NDArray v, Stage stage) {
      double min = Math.log(Math.max(posterior(stage), 1e-20)); // β̃ is 0 where a run ends
      double max = Math.log(beta(stage));
      return v.add(1).mul((max - min) / 2).add(min);
    }
  },

  /** The variance itself. */
  DIRECT {
    @Override
    public NDArray log(NDArray v, Stage stage) {
      return v.log();
    }
  };

  /**
   * Returns the log-variance of the stage's step.
   *
   * @param v the second half of the network's output, (N, C, H, W)
   */
  public abstract NDArray log(NDArray v, Stage stage);

  /** β = 1 − ᾱ/ᾱ′ of the step from a level to the next. */
  static double beta(Stage stage) {
    NoiseLevel level = stage.level();
    double ratio = level.alpha() / stage.next().alpha();
    return 1 - ratio * ratio;
  }

  /** β̃ = (1 − ᾱ′)/(1 − ᾱ)·β, the variance of q(x′ | x, x₀). */
  static double posterior(Stage stage) {
    double ratio = stage.next().sigma() / stage.level().sigma();
    return ratio * ratio * beta(stage);
  }
}

package corgi.engine.model;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Posterior;

/** How the second half of an output becomes the log-variance of a step's posterior. */
public enum LearnedVariance {
  /**
   * Between log β̃ and log β, by (v + 1)/2. Nichol and Dhariwal 2021 (2102.09672), eq. 15, with the
   * β of the step actually made, so that it holds after respacing.
   */
  RANGE {
    @Override
    public NDArray log(NDArray v, Stage stage) {
      Posterior q = posterior(stage);
      return between(v, Math.max(q.variance(), 1e-20), q.beta()); // β̃ is 0 where a run ends
    }
  },

  /**
   * As {@link #RANGE}, but where a step arrives at the clean image its β̃ of 0 gives way to that of
   * the step before: {@code posterior_log_variance_clipped} of guided-diffusion.
   */
  RANGE_CLIPPED {
    @Override
    public NDArray log(NDArray v, Stage stage) {
      return between(v, stage.clippedVariance(), posterior(stage).beta());
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

  private static Posterior posterior(Stage stage) {
    return Posterior.of(stage.level(), stage.next());
  }

  /** From log least to log most as v goes from −1 to 1. */
  private static NDArray between(NDArray v, double least, double most) {
    double min = Math.log(least);
    return v.add(1).mul((Math.log(most) - min) / 2).add(min);
  }
}

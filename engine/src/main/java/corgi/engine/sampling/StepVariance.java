package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.Posterior;

/** How much noise an ancestral step adds. Ho et al. 2020 (2006.11239), §3.2. */
public enum StepVariance {
  /** β̃, the variance of q(x′ | x, x₀): right for data of no variance. */
  SMALL {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      return z.mul(Math.sqrt(Posterior.of(stage.level(), stage.next()).variance()));
    }
  },

  /** β, the variance of q(x | x′): right for data of unit variance. */
  LARGE {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      return z.mul(Math.sqrt(Posterior.of(stage.level(), stage.next()).beta()));
    }
  },

  /** What the model learned. Nichol and Dhariwal 2021 (2102.09672), eq. 15. */
  LEARNED {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      if (answer.logVariance() == null) {
        throw new IllegalArgumentException(
            "the sampler asks for a learned variance, but the model has learned none");
      }
      return z.mul(answer.logVariance().div(2).exp());
    }
  },

  /**
   * β as {@link #LARGE}, but where a step arrives at the clean image β̃ of the step before it:
   * {@code fixedlarge} of the code published with the paper and {@code FIXED_LARGE} of
   * guided-diffusion. It shows where guidance moves the mean of that step; noise is seldom added
   * there.
   */
  LARGE_BUT_LAST {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      return stage.next().sigma() == 0
          ? z.mul(Math.sqrt(stage.clippedVariance()))
          : LARGE.times(z, answer, stage);
    }
  };

  /** Returns z times the standard deviation of the stage's step. */
  abstract NDArray times(NDArray z, Denoised answer, Stage stage);
}

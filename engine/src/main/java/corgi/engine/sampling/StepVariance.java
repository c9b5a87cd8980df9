package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/** How much noise an ancestral step adds. Ho et al. 2020 (2006.11239), §3.2. */
public enum StepVariance {
  /** β̃, the variance of q(x′ | x, x₀): right for data of no variance. */
  SMALL {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      double shrink = FirstOrder.shrink(stage);
      return z.mul(stage.next().sigma() * Math.sqrt(Math.max(0, 1 - shrink * shrink)));
    }
  },

  /** β, the variance of q(x | x′): right for data of unit variance. */
  LARGE {
    @Override
    NDArray times(NDArray z, Denoised answer, Stage stage) {
      NoiseLevel level = stage.level();
      double carried = level.alpha() / stage.next().alpha() * stage.next().sigma();
      return z.mul(Math.sqrt(level.sigma() * level.sigma() - carried * carried));
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
  };

  /** Returns z times the standard deviation of the stage's step. */
  abstract NDArray times(NDArray z, Denoised answer, Stage stage);
}

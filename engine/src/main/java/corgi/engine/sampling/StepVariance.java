package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/** How much noise an ancestral step adds. Ho et al. 2020 (2006.11239), §3.2. */
public enum StepVariance {
  /** η²·β̃, the variance of q(x′ | x, x₀): right for data of no variance. */
  SMALL {
    @Override
    NDArray add(NDArray mean, Denoised answer, Ddim ddim, Stepper.Step step) {
      double shrink = FirstOrder.shrink(step.stage());
      double s = step.stage().next().sigma() * Math.sqrt(Math.max(0, 1 - shrink * shrink));
      return s == 0 ? mean : mean.add(step.noise(0).mul(ddim.eta() * s));
    }
  },

  /** η²·β, the variance of q(x | x′): right for data of unit variance. */
  LARGE {
    @Override
    NDArray add(NDArray mean, Denoised answer, Ddim ddim, Stepper.Step step) {
      NoiseLevel level = step.stage().level();
      double carried = level.alpha() / step.stage().next().alpha() * step.stage().next().sigma();
      double s = Math.sqrt(level.sigma() * level.sigma() - carried * carried);
      return mean.add(step.noise(0).mul(ddim.eta() * s));
    }
  },

  /** What the model learned. Nichol and Dhariwal 2021 (2102.09672), eq. 15. */
  LEARNED {
    @Override
    NDArray add(NDArray mean, Denoised answer, Ddim ddim, Stepper.Step step) {
      if (answer.logVariance() == null) {
        throw new IllegalArgumentException(
            "the sampler asks for a learned variance, but the model has learned none");
      }
      NDArray s = answer.logVariance().div(2).exp();
      return mean.add(step.noise(0).mul(s).mul(ddim.eta()));
    }
  };

  abstract NDArray add(NDArray mean, Denoised answer, Ddim ddim, Stepper.Step step);
}

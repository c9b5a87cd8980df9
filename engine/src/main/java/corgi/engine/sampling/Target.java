package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * What an exponential integrator takes to vary slowly. With λ = log(α/σ) and h the step in it, the
 * exact solution is a first-order step plus a correction
 *
 * <pre>  x′ = A·x − B·∫ …, with B = α′ and z = −h for x̂₀, or B = σ′ and z = h for ε̂</pre>
 *
 * Lu et al. 2022 (2211.01095), eq. 8 and proposition 4.1.
 */
public enum Target {
  /** The clean image x̂₀, as in DPM-Solver++. */
  DATA {
    @Override
    NDArray of(NDArray x, NDArray clean, NoiseLevel level) {
      return clean;
    }

    @Override
    double scale(NoiseLevel next) {
      return next.alpha();
    }

    @Override
    double exponent(double h) {
      return -h;
    }

    @Override
    NDArray step(NDArray x, NDArray estimate, Stage stage) {
      return FirstOrder.step(x, estimate, stage);
    }
  },

  /** The noise ε̂, as in DPM-Solver. */
  NOISE {
    @Override
    NDArray of(NDArray x, NDArray clean, NoiseLevel level) {
      return FirstOrder.noise(x, clean, level);
    }

    @Override
    double scale(NoiseLevel next) {
      return next.sigma();
    }

    @Override
    double exponent(double h) {
      return h;
    }

    @Override
    NDArray step(NDArray x, NDArray estimate, Stage stage) {
      NoiseLevel next = stage.next();
      double ratio = next.alpha() / stage.level().alpha();
      return x.mul(ratio).add(estimate.mul(next.sigma() - stage.level().sigma() * ratio));
    }
  };

  /** Returns the estimate that is kept. */
  abstract NDArray of(NDArray x, NDArray clean, NoiseLevel level);

  /** B, the factor on the correction. */
  abstract double scale(NoiseLevel next);

  /** z, the signed step. */
  abstract double exponent(double h);

  /** The first-order step made of the estimate; α must not be 0 for ε̂. */
  abstract NDArray step(NDArray x, NDArray estimate, Stage stage);
}

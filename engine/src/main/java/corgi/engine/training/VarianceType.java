package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Posterior;
import corgi.engine.tensor.Tensors;

/** Which variance p(x′ | x) has, by the names of guided-diffusion. */
public enum VarianceType {
  /** The second half of the output is the log-variance. */
  LEARNED {
    @Override
    NDArray log(NDArray v, ReverseChain chain, int[] times) {
      return v;
    }
  },

  /**
   * The second half of the output lies between −1 for β̃ and 1 for β, on a log scale. Nichol and
   * Dhariwal 2021 (2102.09672), eq. 15.
   */
  LEARNED_RANGE {
    @Override
    NDArray log(NDArray v, ReverseChain chain, int[] times) {
      NDArray least = logOf(VarianceType::clipped, chain, times, v);
      NDArray most = logOf(VarianceType::beta, chain, times, v);
      NDArray share = Tensors.scale(v.add(1), 0.5);
      return share.mul(most).add(share.neg().add(1).mul(least));
    }
  },

  /** β̃, at t = 0 that of t = 1. */
  FIXED_SMALL {
    @Override
    NDArray log(NDArray v, ReverseChain chain, int[] times) {
      return logOf(VarianceType::clipped, chain, times, v);
    }
  },

  /** β, at t = 0 the β̃ of t = 1. */
  FIXED_LARGE {
    @Override
    NDArray log(NDArray v, ReverseChain chain, int[] times) {
      return logOf(s -> s.next().sigma() == 0 ? clipped(s) : beta(s), chain, times, v);
    }
  };

  /** Whether the network puts out 2C channels. */
  public boolean learned() {
    return this == LEARNED || this == LEARNED_RANGE;
  }

  /**
   * Returns log σ², (N, C, H, W) or (N, 1, 1, 1).
   *
   * @param v the second half of the output; without one, anything with its manager
   */
  abstract NDArray log(NDArray v, ReverseChain chain, int[] times);

  private static NDArray logOf(
      java.util.function.ToDoubleFunction<Stage> variance,
      ReverseChain chain,
      int[] times,
      NDArray like) {
    return chain.column(times, s -> Math.log(variance.applyAsDouble(s)), like.getManager());
  }

  private static double clipped(Stage stage) {
    return stage.clippedVariance();
  }

  private static double beta(Stage stage) {
    return Posterior.of(stage.level(), stage.next()).beta();
  }
}

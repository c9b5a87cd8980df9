package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import corgi.engine.tensor.Tensors;

/**
 * A normal distribution for each element of an array. All results are in nats, one for each
 * element, and gradients flow through them.
 *
 * @param mean μ, such as (N, C, H, W)
 * @param logVariance log σ², of a shape that broadcasts to μ's
 */
public record Gaussian(NDArray mean, NDArray logVariance) {
  private static final double HALF_STEP = 1 / 255.0; // of 256 grey levels in [−1, 1]
  private static final double LEAST = 1e-12; // probability
  private static final double EDGE = 0.999;
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

  /** Returns KL(this ‖ other). */
  public NDArray kl(Gaussian other) {
    NDArray gap = mean.sub(other.mean).square().mul(other.logVariance.neg().exp());
    NDArray spread = logVariance.sub(other.logVariance).exp();
    // In this order, as the references add up: at large T nearly all of it cancels.
    return Tensors.scale(other.logVariance.add(-1).sub(logVariance).add(spread).add(gap), 0.5);
  }

  /** Returns KL(this ‖ N(0, 1)). */
  public NDArray klToStandardNormal() {
    return kl(new Gaussian(mean.zerosLike(), logVariance.zerosLike()));
  }

  /** Returns −log of the density at x. */
  public NDArray nll(NDArray x) {
    NDArray gap = mean.sub(x).square().mul(logVariance.neg().exp());
    return Tensors.scale(logVariance.add(gap), 0.5).add(HALF_LOG_TWO_PI);
  }

  /**
   * Returns the log of the probability of the grey level that x stands for, one of 256 evenly in
   * [−1, 1]; the darkest and the lightest take all that lies beyond. Ho et al. 2020 (2006.11239),
   * eq. 13, with the normal integral approximated as in the published code.
   *
   * @param x values of those levels, of the mean's shape
   */
  public NDArray logProbability(NDArray x) {
    NDArray centred = x.sub(mean);
    NDArray precision = Tensors.scale(logVariance, 0.5).neg().exp(); // 1/σ
    NDArray above = cumulative(precision.mul(centred.add(HALF_STEP)));
    NDArray below = cumulative(precision.mul(centred.sub(HALF_STEP)));
    NDArray inner = log(above.sub(below));
    NDArray darkest = log(above);
    NDArray lightest = log(below.neg().add(1));
    return NDArrays.where(x.lt(-EDGE), darkest, NDArrays.where(x.gt(EDGE), lightest, inner));
  }

  /** Page 1977, "Approximations to the cumulative normal function", in tanh and x³. */
  private static NDArray cumulative(NDArray x) {
    NDArray cubic = x.add(Tensors.scale(x.mul(x).mul(x), 0.044715));
    return Tensors.scale(Tensors.scale(cubic, Math.sqrt(2 / Math.PI)).tanh().add(1), 0.5);
  }

  private static NDArray log(NDArray probability) {
    return probability.clip(LEAST, 2).log();
  }
}

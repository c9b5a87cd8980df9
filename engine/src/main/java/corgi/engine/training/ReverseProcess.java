package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import corgi.engine.model.Preconditioning.Coefficients;
import corgi.engine.sampling.Clipping;
import java.util.function.ToDoubleFunction;

/**
 * What a network makes of x: the distribution p(x′ | x) of a step, as guided-diffusion's {@code
 * p_mean_variance}. Ho et al. 2020 (2006.11239), §3.2; Nichol and Dhariwal 2021 (2102.09672), §3.1.
 *
 * @param chain the steps
 * @param mean what the output, or its first half, says about the mean
 * @param variance what says the variance
 */
public record ReverseProcess(ReverseChain chain, MeanType mean, VarianceType variance) {
  /**
   * One step of every image.
   *
   * @param clean x̂₀, clipped, (N, C, H, W)
   * @param previous p(x′ | x)
   */
  public record Step(NDArray clean, Gaussian previous) {}

  /**
   * Returns p(x′ | x).
   *
   * @param output of the network, (N, C or 2C, H, W)
   * @param x (N, C, H, W)
   * @param times t of each image
   * @throws IllegalArgumentException if the output has not as many channels as it must
   */
  public Step step(NDArray output, NDArray x, int[] times, Clipping clipping) {
    NDList halves = halves(output, x);
    NDArray f = halves.get(0);
    NDArray skip = column(Coefficients::skip, x, times);
    NDArray out = column(Coefficients::out, x, times);
    NDArray clean = clipping.clip(x.mul(skip).add(f.mul(out)));
    NDArray logVariance = variance.log(halves.get(1), chain, times);
    NDArray at = mean == MeanType.PREVIOUS ? f : chain.posterior(clean, x, times).mean();
    return new Step(clean, new Gaussian(at, logVariance));
  }

  /** Returns what says the mean and what says the variance, the same where that is not learned. */
  NDList halves(NDArray output, NDArray x) {
    long channels = x.getShape().get(1);
    long expected = variance.learned() ? 2 * channels : channels;
    if (output.getShape().get(1) != expected) {
      throw new IllegalArgumentException(
          "the output is %s for x of %s: must have %d channels, with variance %s"
              .formatted(output.getShape(), x.getShape(), expected, variance));
    }
    return variance.learned() ? output.split(2, 1) : new NDList(output, output);
  }

  private NDArray column(ToDoubleFunction<Coefficients> number, NDArray x, int[] times) {
    return chain.column(times, s -> number.applyAsDouble(mean.at(s)), x.getManager());
  }
}

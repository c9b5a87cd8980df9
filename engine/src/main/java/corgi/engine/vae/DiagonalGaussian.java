package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.Tensors;

/**
 * q(z|x) = N(μ, σ²), each element independent. Kingma and Welling 2013, 1312.6114, section 3 and
 * appendix B. Gradients flow through all of it.
 *
 * @param mean μ, (N, C, H, W) or (N, D)
 * @param logVariance log σ², of the same shape, from −30 to 20
 */
public record DiagonalGaussian(NDArray mean, NDArray logVariance) {
  private static final double LEAST = -30;
  private static final double MOST = 20;
  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  /** Limits the log-variance, as the reference does, so that neither σ nor 1/σ² overflows. */
  public DiagonalGaussian {
    if (!mean.getShape().equals(logVariance.getShape())) {
      throw new IllegalArgumentException(
          "mean %s, log-variance %s: must have one shape"
              .formatted(mean.getShape(), logVariance.getShape()));
    }
    NDArray given = logVariance;
    logVariance = Segments.of(() -> given.clip(LEAST, MOST));
  }

  /**
   * Splits what an encoder says.
   *
   * @param moments mean and log-variance, (N, 2·C, H, W)
   */
  public static DiagonalGaussian of(NDArray moments) {
    if (moments.getShape().dimension() < 2 || moments.size(1) % 2 != 0) {
      throw new IllegalArgumentException(
          "moments %s: the second axis must be even".formatted(moments.getShape()));
    }
    NDArray mean = Segments.of(() -> moments.split(2, 1).get(0));
    NDArray logVariance = Segments.of(() -> moments.split(2, 1).get(1));
    return new DiagonalGaussian(mean, logVariance);
  }

  /** Returns σ. */
  public NDArray deviation() {
    return Tensors.scale(logVariance, 0.5).exp();
  }

  /** Returns σ². */
  public NDArray variance() {
    return logVariance.exp();
  }

  /** Returns μ, the likeliest z. */
  public NDArray mode() {
    return mean;
  }

  /** Returns z = μ + σ·ε, which is differentiable: section 2.4. */
  public NDArray sample(NDArray noise) {
    return mean.add(deviation().mul(noise));
  }

  /** Returns KL(q ‖ N(0, 1)) = ½·Σ(μ² + σ² − 1 − log σ²) in nats, (N): appendix B. */
  public NDArray kl() {
    return half(divergences());
  }

  /** Returns the same for each element alone, of the shape of {@link #mean}. */
  public NDArray klOfEach() {
    return Tensors.scale(divergences(), 0.5);
  }

  private NDArray divergences() {
    return mean.square().add(variance()).sub(1).sub(logVariance);
  }

  /** Returns KL(q ‖ p) = ½·Σ((μ − μₚ)²/σₚ² + σ²/σₚ² − 1 − log σ² + log σₚ²) in nats, (N). */
  public NDArray kl(DiagonalGaussian p) {
    NDArray square = mean.sub(p.mean).square().add(variance()).div(p.variance());
    return half(square.sub(1).sub(logVariance).add(p.logVariance));
  }

  /** Returns −log q(z) = ½·Σ(log 2π + log σ² + (z − μ)²/σ²) in nats, (N). */
  public NDArray nll(NDArray z) {
    NDArray square = z.sub(mean).square().div(variance());
    return half(logVariance.add(square).add(LOG_2_PI));
  }

  private static NDArray half(NDArray terms) {
    return Tensors.scale(terms.reshape(terms.size(0), -1).sum(new int[] {1}), 0.5);
  }
}

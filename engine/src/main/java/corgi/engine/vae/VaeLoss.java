package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.Tensors;

/**
 * −log p(x|z) + β·KL(q(z|x) ‖ N(0, I)), in nats an image: the negative of the evidence lower bound
 * for β = 1. Kingma and Welling 2013, 1312.6114, eq. 10; β: Higgins et al. 2017 (ICLR), eq. 4. The
 * weight may grow from 0 along a line, so that the decoder learns to use the latents before they
 * cost anything: Bowman et al. 2015, 1511.06349, section 3.1.
 *
 * @param reconstruction how images are compared
 * @param beta β, at least 0
 * @param anneal the steps until the weight is β; 0 for β at once
 */
public record VaeLoss(Reconstruction reconstruction, double beta, long anneal) {
  /** Checks the ranges. */
  public VaeLoss {
    if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("beta = %s: must be 0 or more".formatted(beta));
    }
    if (anneal < 0) {
      throw new IllegalArgumentException("anneal = %d: must be 0 or more".formatted(anneal));
    }
  }

  /** Returns the weight of the divergence at a step, counted from 0. */
  public double weight(long step) {
    return step >= anneal ? beta : beta * step / anneal;
  }

  /**
   * Both parts, (N) each, in nats an image.
   *
   * @param reconstruction −log p(x|z) without its constant
   * @param kl KL(q(z|x) ‖ N(0, I)); 0 of a plain autoencoder
   */
  public record Terms(NDArray reconstruction, NDArray kl) {
    /** Returns the mean over the batch of reconstruction + weight·kl, a scalar. */
    public NDArray mean(double weight) {
      return reconstruction.add(Tensors.scale(kl, weight)).mean();
    }
  }

  /**
   * Returns the parts for some images.
   *
   * @param image x, (N, C, H, W), values from −1 to 1
   * @param noise ε of z = μ + σ·ε, of the latents' shape; a plain autoencoder does not look at it
   */
  public Terms of(Autoencoder network, NDArray image, NDArray noise) {
    DiagonalGaussian q = network.encode(image);
    boolean variational = network.config().variational();
    NDArray z = variational ? Segments.of(() -> q.sample(noise)) : q.mode();
    NDArray difference = reconstruction.of(network, network.raw(z), image);
    return new Terms(difference, variational ? q.kl() : difference.zerosLike());
  }
}

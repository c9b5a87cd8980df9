package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Parameters;

/**
 * A network that says of an image which latents it may have come from, and of a latent which image
 * it stands for. Kingma and Welling 2013, 1312.6114. Gradients flow through both ways.
 */
public interface Autoencoder extends AutoCloseable {
  /** Returns its architecture. */
  AutoencoderShape config();

  /** Returns the parameters. */
  Parameters parameters();

  /**
   * Returns the distribution q(z|x) of an image's latent.
   *
   * @param image (N, C, H, W), values from −1 to 1
   */
  DiagonalGaussian encode(NDArray image);

  /**
   * Returns what the last layer of the decoder says of a latent, (N, C, H, W).
   *
   * @param latent as {@link #encode} has it
   */
  NDArray raw(NDArray latent);

  /**
   * Returns the image that the last layer's numbers stand for, values from about −1 to 1; the same
   * numbers unless {@link AutoencoderShape#sigmoid}.
   *
   * @param raw (N, C, H, W)
   */
  default NDArray image(NDArray raw) {
    return raw;
  }

  /** Returns the image of a latent, (N, C, H, W), values from about −1 to 1. */
  default NDArray decode(NDArray latent) {
    return image(raw(latent));
  }

  @Override
  void close();
}

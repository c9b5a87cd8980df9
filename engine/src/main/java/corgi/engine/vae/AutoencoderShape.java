package corgi.engine.vae;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.TensorOps;

/** The architecture of an {@link Autoencoder}. */
public interface AutoencoderShape {
  /** Returns the channels of the images. */
  int channels();

  /**
   * Returns the shape of one latent, without the batch.
   *
   * @param side height and width of the images
   * @throws IllegalArgumentException if images of that size cannot be encoded and decoded
   */
  Shape latent(int side);

  /** Whether an image is 2·sigmoid − 1 of what the decoder's last layer says. */
  boolean sigmoid();

  /** Whether a latent is drawn from q(z|x), or else is its mean: a plain autoencoder. */
  boolean variational();

  /** Declares the parameters, whose arrays live on {@code manager}'s device until it is closed. */
  Autoencoder build(TensorOps ops, NDManager manager);

  /** Writes every key of the configuration, {@code _class_name} among them. */
  ObjectNode toJson();
}

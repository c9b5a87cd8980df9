package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.PipelineFolder;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.LatentScaling;
import java.io.IOException;
import java.util.function.UnaryOperator;

/**
 * The latent space of an autoencoder. Rombach et al. 2022 (2112.10752), §3.1.
 *
 * @param decoder from scaled latents to pictures
 * @param trained the shape of a latent in training, (C, h, w)
 * @param factor how many pixels a side of a latent's element stands for
 */
record Latents(UnaryOperator<NDArray> decoder, Shape trained, int factor) implements Frame {
  /**
   * Loads the decoder of a pipeline. Whatever else the autoencoder's configuration says of its
   * latents, the pipelines of Stable Diffusion divide by the factor alone.
   */
  static Latents load(PipelineFolder folder, UNetConfig config, Setup setup, NDManager manager)
      throws IOException {
    TensorOps ops = TensorOps.of(setup.precision());
    AutoencoderKl autoencoder = folder.autoencoder(ops, manager);
    autoencoder.parameters().settle(ops);
    LatentScaling scaling = autoencoder.config().scaling().factorAlone();
    return new Latents(
        states -> autoencoder.decode(scaling.toAutoencoder(states)),
        config.ends().sample(autoencoder.config().ends().latentChannels()),
        autoencoder.config().reduction());
  }

  @Override
  public Shape state(PictureSize size) {
    if (size == null && trained.size() == 0) {
      throw new IllegalArgumentException(
          "no size, and the model does not say sample_size, that of its training: name one");
    }
    if (size == null) {
      return trained;
    }
    if (size.width() % factor != 0 || size.height() % factor != 0) {
      throw new IllegalArgumentException(
          "size = %s: sides must be multiples of %d pixels for this model".formatted(size, factor));
    }
    return new Shape(trained.get(0), size.height() / factor, size.width() / factor);
  }

  @Override
  public NDArray pictures(NDArray states) {
    return decoder.apply(states);
  }
}

package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.CheckpointFolder;
import corgi.engine.checkpoint.PipelineFolder;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.UNetConfig;
import corgi.engine.vae.AutoencoderKl;
import corgi.engine.vae.DiagonalGaussian;
import corgi.engine.vae.LatentScaling;
import java.io.IOException;

/**
 * The latent space of an autoencoder. Rombach et al. 2022 (2112.10752), §3.1.
 *
 * @param autoencoder from pictures to latents and back
 * @param scaling between its latents and the U-Net's
 * @param trained the shape of a latent in training, (C, h, w)
 * @param factor how many pixels of a side one element of a latent stands for
 */
record Latents(AutoencoderKl autoencoder, LatentScaling scaling, Shape trained, int factor)
    implements Frame {
  /** The draw of the initial step that a latent of a picture is drawn with. */
  private static final int DRAW = 1;

  /**
   * Loads the autoencoder of a pipeline. Whatever else the autoencoder's configuration says of its
   * latents, the pipelines of Stable Diffusion divide by the factor alone.
   */
  static Latents load(PipelineFolder folder, UNetConfig config, Setup setup, NDManager manager)
      throws IOException {
    TensorOps ops = TensorOps.of(setup.precision());
    return of(folder.autoencoder(ops, manager), ops, config);
  }

  /** Loads the autoencoder of a model that Corgi trained. */
  static Latents load(CheckpointFolder folder, Setup setup, NDManager manager) throws IOException {
    TensorOps ops = TensorOps.of(setup.precision());
    return of(folder.autoencoder(ops, manager), ops, folder.checkpoint().unet());
  }

  private static Latents of(AutoencoderKl autoencoder, TensorOps ops, UNetConfig config) {
    autoencoder.parameters().settle(ops);
    LatentScaling scaling = autoencoder.config().scaling().factorAlone();
    return new Latents(
        autoencoder,
        scaling,
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
  public int channels() {
    return autoencoder.config().ends().inChannels();
  }

  /** Draws them from the encoder's distribution, as the pipelines of diffusers do. */
  @Override
  public NDArray states(NDArray pictures, Noise noise) {
    DiagonalGaussian latents = autoencoder.encode(pictures);
    NDArray epsilon = noise.at(Noise.INITIAL, DRAW, latents.mean().getShape().slice(1));
    return scaling.toModel(latents.sample(epsilon));
  }

  @Override
  public NDArray pictures(NDArray states) {
    return autoencoder.decode(scaling.toAutoencoder(states));
  }
}

package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The autoencoder of latent diffusion: an image is a Gaussian over latents, a latent is an image.
 * Rombach et al. 2022, 2112.10752, section 3.1; Kingma and Welling 2013, 1312.6114; {@code
 * AutoencoderKL} in diffusers, whose names the parameters have. Gradients flow through both ways.
 */
public final class AutoencoderKl implements Autoencoder {
  /** The attention's layers as they were called in older files. */
  private static final Pattern OLDER =
      Pattern.compile("(.*\\.attentions\\.\\d+\\.)(query|key|value|proj_attn)(\\.weight|\\.bias)");

  private final AutoencoderConfig config;
  private final TensorOps ops;
  private final Parameters parameters;
  private final Encoder encoder;
  private final Conv2d quant; // or null
  private final Conv2d postQuant; // or null
  private final Decoder decoder;

  /**
   * Declares the parameters, whose arrays live on {@code manager}'s device until this is closed.
   *
   * @throws IllegalArgumentException if the groups of the normalisations do not divide the channels
   */
  public AutoencoderKl(AutoencoderConfig config, TensorOps ops, NDManager manager) {
    this.config = config;
    this.ops = ops;
    parameters = new Parameters(manager);
    try {
      Scope root = parameters.root();
      Blocks blocks = new Blocks(config);
      int latent = config.ends().latentChannels();
      encoder = new Encoder(root.at("encoder"), blocks);
      decoder = new Decoder(root.at("decoder"), blocks);
      quant =
          config.parts().quant()
              ? Conv2d.point(root.at("quant_conv"), 2 * latent, 2 * latent)
              : null;
      postQuant =
          config.parts().postQuant()
              ? Conv2d.point(root.at("post_quant_conv"), latent, latent)
              : null;
    } catch (RuntimeException e) {
      parameters.close();
      throw e;
    }
  }

  /** Returns the name that the parameter has which a stored tensor is for; older files differ. */
  public static String parameterName(String tensor) {
    Matcher older = OLDER.matcher(tensor);
    if (!older.matches()) {
      return tensor;
    }
    String now =
        switch (older.group(2)) {
          case "query" -> "to_q";
          case "key" -> "to_k";
          case "value" -> "to_v";
          default -> "to_out.0";
        };
    return older.group(1) + now + older.group(3);
  }

  @Override
  public AutoencoderConfig config() {
    return config;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  /**
   * Returns the distribution of an image's latent.
   *
   * @param image (N, in, H, W), values from −1 to 1
   */
  @Override
  public DiagonalGaussian encode(NDArray image) {
    require("an image", image, config.ends().inChannels());
    return DiagonalGaussian.of(
        encoder.forward(ops, image, h -> ops.leave(quant == null ? h : quant.forward(ops, h))));
  }

  /**
   * Returns the image of a latent, (N, out, H, W), values from about −1 to 1.
   *
   * @param latent (N, latent, h, w) as {@link #encode} has it, not scaled for a U-Net
   */
  @Override
  public NDArray raw(NDArray latent) {
    require("a latent", latent, config.ends().latentChannels());
    return decoder.forward(ops, latent, z -> postQuant == null ? z : postQuant.forward(ops, z));
  }

  private static void require(String what, NDArray x, int channels) {
    Shape shape = x.getShape();
    if (shape.dimension() != 4 || shape.get(1) != channels) {
      throw new IllegalArgumentException(
          "%s of shape %s: must be (N, %d, H, W)".formatted(what, shape, channels));
    }
  }

  @Override
  public void close() {
    parameters.close();
  }

  @Override
  public String toString() {
    return "AutoencoderKL(%d → %d channels, 1/%d, %d parameters)"
        .formatted(
            config.ends().inChannels(),
            config.ends().latentChannels(),
            config.reduction(),
            parameters.count());
  }
}

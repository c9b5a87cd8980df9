package corgi.engine.vae;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.layers.Activation;
import corgi.engine.tensor.TensorOps;
import java.util.List;

/**
 * The architecture of an autoencoder, by the keys of diffusers' {@code AutoencoderKL}.
 *
 * @param ends what goes in and comes out
 * @param levels from the image down to the latents
 * @param layers {@code layers_per_block}: residual blocks a level; the decoder has one more
 * @param style what all blocks have in common
 * @param parts what there is besides
 * @param scaling between the latents and a U-Net's
 */
public record AutoencoderConfig(
    Ends ends, List<Level> levels, int layers, Style style, Parts parts, LatentScaling scaling)
    implements AutoencoderShape {
  private static final int MOST_CHANNELS = 1 << 14;
  private static final int MOST_LEVELS = 12;
  private static final int MOST_LAYERS = 64;

  /** Checks the ranges. */
  public AutoencoderConfig {
    if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "block_out_channels has %d elements: must be from 1 to %d"
              .formatted(levels.size(), MOST_LEVELS));
    }
    require("in_channels", ends.inChannels(), MOST_CHANNELS);
    require("out_channels", ends.outChannels(), MOST_CHANNELS);
    require("latent_channels", ends.latentChannels(), MOST_CHANNELS);
    require("layers_per_block", layers, MOST_LAYERS);
    require("norm_num_groups", style.groups(), MOST_CHANNELS);
    levels.forEach(level -> require("block_out_channels", level.channels(), MOST_CHANNELS));
    if (scaling.mean() != null && scaling.mean().size() != ends.latentChannels()) {
      throw new IllegalArgumentException(
          "latents_mean has %d numbers: must have latent_channels = %d"
              .formatted(scaling.mean().size(), ends.latentChannels()));
    }
    levels = List.copyOf(levels);
  }

  private static void require(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s = %d: must be between 1 and %d".formatted(key, value, most));
    }
  }

  /**
   * Reads diffusers' configuration, with its defaults.
   *
   * @throws IllegalArgumentException naming the key that is wrong or asks for what is not known
   */
  public static AutoencoderConfig fromJson(JsonNode json) {
    return AutoencoderJson.read(json);
  }

  @Override
  public ObjectNode toJson() {
    return AutoencoderJson.write(this);
  }

  /** How many times smaller a latent is than its image, each way. */
  public int reduction() {
    return 1 << (levels.size() - 1);
  }

  @Override
  public int channels() {
    return ends.inChannels();
  }

  @Override
  public Shape latent(int side) {
    if (side < 1 || side % reduction() != 0) {
      throw new IllegalArgumentException(
          "images of %d×%d: height and width must be a multiple of %d"
              .formatted(side, side, reduction()));
    }
    return new Shape(ends.latentChannels(), side / reduction(), side / reduction());
  }

  @Override
  public boolean sigmoid() {
    return false;
  }

  @Override
  public boolean variational() {
    return true;
  }

  @Override
  public Autoencoder build(TensorOps ops, NDManager manager) {
    return new AutoencoderKl(this, ops, manager);
  }

  /** Returns the same with another scaling between the latents and a U-Net's. */
  public AutoencoderConfig with(LatentScaling other) {
    return new AutoencoderConfig(ends, levels, layers, style, parts, other);
  }

  /**
   * What goes in and comes out.
   *
   * @param inChannels of the image that is encoded
   * @param outChannels of the image that is decoded
   * @param latentChannels of the latent
   * @param sampleSize the images' height and width in training, kept as it was given; others work
   */
  public record Ends(int inChannels, int outChannels, int latentChannels, JsonNode sampleSize) {}

  /**
   * One resolution.
   *
   * @param channels of its blocks
   * @param down what the encoder has there
   * @param up what the decoder has there
   */
  public record Level(int channels, Kind down, Kind up) {}

  /** What follows the residual blocks of a level. */
  public enum Kind {
    /** Nothing. */
    PLAIN,
    /** Attention of its pixels after every block. */
    ATTENTION
  }

  /**
   * What all blocks have in common.
   *
   * @param activation {@code act_fn} of the residual blocks
   * @param groups {@code norm_num_groups}
   */
  public record Style(Activation activation, int groups) {}

  /**
   * What there is besides.
   *
   * @param quant whether a 1×1 convolution follows the encoder
   * @param postQuant whether one precedes the decoder
   * @param middleAttention whether the pixels of the lowest resolution attend to one another
   * @param forceUpcast whether it must be computed in float32
   */
  public record Parts(
      boolean quant, boolean postQuant, boolean middleAttention, boolean forceUpcast) {}
}

package corgi.engine.unet;

import corgi.engine.layers.Activation;
import corgi.engine.tensor.Groups;

/**
 * How a U-Net's residual blocks work.
 *
 * @param norm of both convolutions' inputs
 * @param activation {@code act_fn}
 * @param dropout {@code dropout} in training; not applied here
 * @param noise how they are told the noise level
 * @param scales what their outputs are divided by
 * @param resampling how levels change the resolution
 */
public record Residual(
    UNetConfig.Norm norm,
    Activation activation,
    double dropout,
    Noise noise,
    Scales scales,
    Resampler resampling) {
  /**
   * The noise level's part.
   *
   * @param scaleShift {@code resnet_time_scale_shift = scale_shift}
   * @param skipActivation {@code resnet_skip_time_act}, for blocks that resample
   */
  public record Noise(boolean scaleShift, boolean skipActivation) {}

  /**
   * Divisors.
   *
   * @param levels {@code resnet_out_scale_factor}, for levels whose residual blocks resample
   * @param middle {@code mid_block_scale_factor}
   */
  public record Scales(double levels, double middle) {}

  /**
   * Changes of resolution.
   *
   * @param padding {@code downsample_padding}
   * @param downInBlocks {@code downsample_type = resnet}, for {@link LevelType#ATTENTION}
   * @param upInBlocks {@code upsample_type = resnet}, for {@link LevelType#ATTENTION}
   */
  public record Resampler(int padding, boolean downInBlocks, boolean upInBlocks) {}

  /** Residual blocks as they are unless a configuration says otherwise. */
  static Residual plain(UNetConfig.Norm norm) {
    return new Residual(
        norm,
        Activation.SILU,
        0,
        new Noise(false, false),
        new Scales(1, 1),
        new Resampler(1, false, false));
  }

  Groups groups() {
    return new Groups(norm.groups(), norm.epsilon());
  }

  ResBlock.Style style(double scale) {
    return new ResBlock.Style(groups(), activation, noise.scaleShift(), scale);
  }
}

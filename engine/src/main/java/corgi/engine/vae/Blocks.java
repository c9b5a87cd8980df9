package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.ResBlock;
import corgi.engine.unet.SpatialAttention;
import corgi.engine.vae.AutoencoderConfig.Kind;

/** Makes the blocks of one autoencoder, which share its configuration. */
record Blocks(AutoencoderConfig config) {
  private static final double EPSILON = 1e-6; // fixed in the reference

  /** A step of the way from one end to the other. */
  @FunctionalInterface
  interface Block {
    NDArray forward(TensorOps ops, NDArray x);

    /** The same as a segment. */
    default NDArray segment(TensorOps ops, NDArray x) {
      return Segments.of(() -> forward(ops, x));
    }
  }

  /** Channels of a block. */
  record Channels(int in, int out) {}

  /** Residual block {@code j} of a level and what follows it. */
  Block layer(Scope scope, int j, Channels channels, Kind kind) {
    ResBlock residual = residual(scope.at("resnets", j), channels.in(), channels.out());
    if (kind == Kind.PLAIN) {
      return residual::forward;
    }
    SpatialAttention attention = attention(scope.at("attentions", j), channels.out());
    return (ops, x) -> attention.forward(ops, residual.forward(ops, x));
  }

  ResBlock residual(Scope scope, int in, int out) {
    ResBlock.Style style = new ResBlock.Style(groups(), config.style().activation(), false, 1);
    return new ResBlock(scope, new ResBlock.Channels(in, out, 0), style);
  }

  /** One head over all channels. */
  SpatialAttention attention(Scope scope, int channels) {
    return new SpatialAttention(
        scope, channels, new SpatialAttention.Options(channels, groups(), 1));
  }

  GroupNorm norm(Scope scope, int channels) {
    return new GroupNorm(scope, channels, groups());
  }

  private Groups groups() {
    return new Groups(config.style().groups(), EPSILON);
  }
}

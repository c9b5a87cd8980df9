package corgi.engine.vae;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Segments;
import corgi.engine.tensor.TensorOps;
import corgi.engine.unet.ResBlock;
import corgi.engine.unet.SpatialAttention;

/** The lowest resolution: two residual blocks, attention between them. {@code UNetMidBlock2D}. */
final class Middle {
  private final ResBlock first;
  private final SpatialAttention attention; // or null
  private final ResBlock second;

  Middle(Scope scope, Blocks blocks, int channels) {
    first = blocks.residual(scope.at("resnets", 0), channels, channels);
    attention =
        blocks.config().parts().middleAttention()
            ? blocks.attention(scope.at("attentions", 0), channels)
            : null;
    second = blocks.residual(scope.at("resnets", 1), channels, channels);
  }

  NDArray forward(TensorOps ops, NDArray x) {
    NDArray h = Segments.of(() -> first.forward(ops, x));
    NDArray attended = attention == null ? h : Segments.of(() -> attention.forward(ops, h));
    return Segments.of(() -> second.forward(ops, attended));
  }
}

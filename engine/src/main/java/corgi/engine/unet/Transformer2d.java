package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;
import java.util.ArrayList;
import java.util.List;

/** Transformer blocks over the pixels of a feature map, residual. {@code Transformer2DModel}. */
final class Transformer2d {
  private static final double EPSILON = 1e-6; // fixed in the reference, unlike the blocks' own

  private final GroupNorm norm;
  private final Projection in;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final Projection out;
  private final boolean linear;

  Transformer2d(Scope scope, UNetConfig config, int channels, int heads) {
    linear = config.transformer().linear();
    norm = new GroupNorm(scope.at("norm"), channels, new Groups(config.norm().groups(), EPSILON));
    in =
        linear
            ? Linear.of(scope.at("proj_in"), channels, channels)::forward
            : Conv2d.point(scope.at("proj_in"), channels, channels)::forward;
    for (int i = 0; i < config.transformer().depth(); i++) {
      blocks.add(
          new TransformerBlock(
              scope.at("transformer_blocks", i), channels, config.crossAttentionDim(), heads));
    }
    out =
        linear
            ? Linear.zero(scope.at("proj_out"), channels, channels)::forward
            : Conv2d.zeroPoint(scope.at("proj_out"), channels, channels)::forward;
  }

  /** Maps x (N, C, H, W) to the same shape. */
  NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    Shape shape = x.getShape();
    NDArray h = norm.forward(ops, x);
    h = linear ? in.apply(ops, Pixels.tokens(h)) : Pixels.tokens(in.apply(ops, h)); // (N, H·W, C)
    for (TransformerBlock block : blocks) {
      h = block.forward(pass, h);
    }
    h = linear ? Pixels.image(out.apply(ops, h), shape) : out.apply(ops, Pixels.image(h, shape));
    return x.add(h);
  }

  @FunctionalInterface
  private interface Projection {
    NDArray apply(TensorOps ops, NDArray x);
  }
}

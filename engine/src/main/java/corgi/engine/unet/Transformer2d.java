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
final class Transformer2d implements Block {
  private static final double EPSILON = 1e-6; // fixed in the reference, unlike the blocks' own

  private final GroupNorm norm;
  private final Projection in;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final Projection out;
  private final boolean linear;

  Transformer2d(Scope scope, Plan plan) {
    int channels = plan.channels();
    int inner = plan.inner();
    linear = plan.linear();
    norm = new GroupNorm(scope.at("norm"), channels, new Groups(plan.groups(), EPSILON));
    in =
        linear
            ? Linear.of(scope.at("proj_in"), channels, inner)::forward
            : Conv2d.point(scope.at("proj_in"), channels, inner)::forward;
    for (int i = 0; i < plan.depth(); i++) {
      blocks.add(new TransformerBlock(scope.at("transformer_blocks", i), plan));
    }
    out =
        linear
            ? Linear.zero(scope.at("proj_out"), inner, channels)::forward
            : Conv2d.zeroPoint(scope.at("proj_out"), inner, channels)::forward;
  }

  /** Maps x (N, C, H, W) to the same shape. */
  @Override
  public NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    NDArray h = norm.forward(ops, x);
    h = linear ? in.apply(ops, Pixels.tokens(h)) : Pixels.tokens(in.apply(ops, h)); // (N, H·W, C′)
    for (TransformerBlock block : blocks) {
      h = block.forward(pass, h);
    }
    h =
        linear
            ? Pixels.image(out.apply(ops, h), x.getShape())
            : out.apply(ops, Pixels.image(h, inner(x.getShape(), h)));
    return x.add(h);
  }

  private static Shape inner(Shape image, NDArray tokens) {
    return new Shape(image.get(0), tokens.size(2), image.get(2), image.get(3));
  }

  /**
   * What one is made of.
   *
   * @param channels of the feature map
   * @param heads of each attention; what they leave over of the channels is not attended with
   * @param context the size D of a text token's state
   * @param depth how many blocks
   * @param groups of the normalisation
   * @param linear whether tokens are projected, not pixels
   * @param onlyText whether the first attention reads the text, too
   */
  record Plan(
      int channels,
      int heads,
      int context,
      int depth,
      int groups,
      boolean linear,
      boolean onlyText) {
    /** The size of a head. */
    int head() {
      return channels / heads;
    }

    /** The size of an image token's state. */
    int inner() {
      return heads * head();
    }
  }

  @FunctionalInterface
  private interface Projection {
    NDArray apply(TensorOps ops, NDArray x);
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;

/**
 * Self-attention of all pixels, normalised and residual. Ho et al. 2020 (2006.11239), appendix B;
 * {@code Attention} with {@code group_norm} in diffusers.
 */
public final class SpatialAttention {
  private final GroupNorm norm;
  private final Attention attention;
  private final double scale;

  /** Declares {@code group_norm}, {@code to_q}, {@code to_k}, {@code to_v}, {@code to_out.0}. */
  public SpatialAttention(Scope scope, int channels, Options options) {
    norm =
        options.groups() == null
            ? null
            : new GroupNorm(scope.at("group_norm"), channels, options.groups());
    int heads = channels / options.headSize();
    attention =
        new Attention(
            scope, new Attention.Sizes(channels, channels, heads, options.headSize(), true));
    scale = options.scale();
  }

  /** Maps x (N, C, H, W) to the same shape. */
  public NDArray forward(TensorOps ops, NDArray x) {
    Shape shape = x.getShape();
    NDArray tokens = Pixels.tokens(norm == null ? x : norm.forward(ops, x)); // (N, H·W, C)
    NDArray h = Pixels.image(attention.forward(ops, tokens, tokens, null), shape);
    NDArray sum = h.add(x);
    return scale == 1 ? sum : Tensors.scale(sum, 1 / scale);
  }

  /**
   * How it attends.
   *
   * @param headSize the size of a head; there are as many as fit into the channels
   * @param groups of the normalisation, or null for none
   * @param scale what the output is divided by
   */
  public record Options(int headSize, Groups groups, double scale) {
    public Options {
      if (headSize < 1) {
        throw new IllegalArgumentException(
            "attention_head_dim = %d: must be at least 1".formatted(headSize));
      }
    }
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/**
 * Self-attention, cross-attention on the text, and a gated feed-forward layer, each normalised and
 * residual. Rombach et al. 2022 (2112.10752), appendix E.2.1; {@code BasicTransformerBlock}.
 */
final class TransformerBlock {
  private static final int WIDENING = 4;

  private final LayerNorm norm1;
  private final Attention self;
  private final LayerNorm norm2;
  private final Attention cross;
  private final LayerNorm norm3;
  private final Linear widen;
  private final Linear narrow;

  TransformerBlock(Scope scope, int size, int context, int heads) {
    norm1 = new LayerNorm(scope.at("norm1"), size);
    self =
        new Attention(
            scope.at("attn1"), new Attention.Sizes(size, size, heads, size / heads, false));
    norm2 = new LayerNorm(scope.at("norm2"), size);
    cross =
        new Attention(
            scope.at("attn2"), new Attention.Sizes(size, context, heads, size / heads, false));
    norm3 = new LayerNorm(scope.at("norm3"), size);
    widen = Linear.of(scope.at("ff.net.0.proj"), size, 2 * WIDENING * size);
    narrow = Linear.of(scope.at("ff.net.2"), WIDENING * size, size);
  }

  /** Maps x (N, T, size) to the same shape. */
  NDArray forward(Pass pass, NDArray x) {
    TensorOps ops = pass.ops();
    NDArray n = norm1.forward(ops, x);
    NDArray h = x.add(self.forward(ops, n, n, null));
    h = h.add(cross.forward(ops, norm2.forward(ops, h), pass.tokens(), pass.bias()));
    NDArray wide = ops.geglu(widen.forward(ops, norm3.forward(ops, h))); // (N, T, 4·size)
    return h.add(narrow.forward(ops, wide));
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.TensorOps;

/**
 * Attention of image tokens to themselves or to text: the image asks, the context is keys and
 * values. Vaswani et al. 2017 (1706.03762), eq. 1; Rombach et al. 2022 (2112.10752), §3.3.
 */
final class Attention {
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;
  private final int heads;

  /** {@code context} is the size of a context token's state; {@code size} that of the image's. */
  Attention(Scope scope, int size, int context, int heads) {
    if (size % heads != 0) {
      throw new IllegalArgumentException(
          "attention_head_dim = %d heads do not divide %d channels".formatted(heads, size));
    }
    query = Linear.plain(scope.at("to_q"), size, size);
    key = Linear.plain(scope.at("to_k"), context, size);
    value = Linear.plain(scope.at("to_v"), context, size);
    out = Linear.of(scope.at("to_out.0"), size, size);
    this.heads = heads;
  }

  /**
   * @param x (N, T, size)
   * @param context (N, S, context)
   * @param bias (N, 1, 1, S) or null
   */
  NDArray forward(TensorOps ops, NDArray x, NDArray context, NDArray bias) {
    NDArray q = query.forward(ops, x);
    NDArray k = key.forward(ops, context);
    NDArray v = value.forward(ops, context);
    return out.forward(ops, ops.attention(q, k, v, new Heads(heads, bias)));
  }
}

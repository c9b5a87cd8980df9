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

  Attention(Scope scope, Sizes sizes) {
    query = sizes.projection(scope.at("to_q"), sizes.image());
    key = sizes.projection(scope.at("to_k"), sizes.context());
    value = sizes.projection(scope.at("to_v"), sizes.context());
    out = Linear.of(scope.at("to_out.0"), sizes.inner(), sizes.image());
    heads = sizes.heads();
  }

  /**
   * @param x (N, T, image)
   * @param context (N, S, context)
   * @param bias (N, 1, 1, S) or null
   */
  NDArray forward(TensorOps ops, NDArray x, NDArray context, NDArray bias) {
    NDArray q = query.forward(ops, x);
    NDArray k = key.forward(ops, context);
    NDArray v = value.forward(ops, context);
    return out.forward(ops, ops.attention(q, k, v, new Heads(heads, bias)));
  }

  /**
   * Sizes of one attention.
   *
   * @param image the size of an image token's state
   * @param context the size of a context token's
   * @param heads their number
   * @param head the size of each
   * @param biased whether queries, keys and values have a bias
   */
  record Sizes(int image, int context, int heads, int head, boolean biased) {
    Sizes {
      if (heads < 1 || head < 1) {
        throw new IllegalArgumentException(
            "attention_head_dim: %d heads of size %d for %d channels: both must be at least 1"
                .formatted(heads, head, image));
      }
    }

    /** Of all heads together. */
    int inner() {
      return heads * head;
    }

    private Linear projection(Scope scope, int in) {
      return biased ? Linear.of(scope, in, inner()) : Linear.plain(scope, in, inner());
    }
  }
}

package corgi.text;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.TensorOps;

/** Attention of tokens to one another. Vaswani et al. 2017, 1706.03762, eq. 1. */
final class SelfAttention {
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear out;
  private final int heads;

  SelfAttention(Scope scope, int size, int heads) {
    query = Linear.of(scope.at("q_proj"), size, size);
    key = Linear.of(scope.at("k_proj"), size, size);
    value = Linear.of(scope.at("v_proj"), size, size);
    out = Linear.of(scope.at("out_proj"), size, size);
    this.heads = heads;
  }

  /**
   * Maps x (N, L, C) to the same shape.
   *
   * @param bias added to the logits, (1 or N, 1, L, L)
   */
  NDArray forward(TensorOps ops, NDArray x, NDArray bias) {
    NDArray q = query.forward(ops, x);
    NDArray k = key.forward(ops, x);
    NDArray v = value.forward(ops, x);
    return out.forward(ops, ops.attention(q, k, v, new Heads(heads, bias)));
  }
}

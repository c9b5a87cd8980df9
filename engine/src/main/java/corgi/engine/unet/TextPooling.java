package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Init;
import corgi.engine.layers.LayerNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.TensorOps;

/**
 * One vector of all tokens: their mean attends to them and to itself. Saharia et al. 2022
 * (2205.11487), §D.1; {@code TextTimeEmbedding} in diffusers.
 */
final class TextPooling {
  private final LayerNorm norm1;
  private final Parameter position;
  private final Linear key;
  private final Linear query;
  private final Linear value;
  private final Linear out;
  private final LayerNorm norm2;
  private final int heads;

  /** Maps tokens of {@code size} numbers to a vector of {@code embedding}. */
  TextPooling(Scope scope, int size, int embedding, int heads) {
    if (size % heads != 0) {
      throw new IllegalArgumentException(
          "addition_embed_type_num_heads = %d: must divide a token's %d numbers"
              .formatted(heads, size));
    }
    norm1 = new LayerNorm(scope.at("norm1"), size);
    Scope pool = scope.at("pool");
    position =
        pool.declare("positional_embedding", Init.NORMAL, size, new Shape(1, size)).embedding();
    key = Linear.of(pool.at("k_proj"), size, size);
    query = Linear.of(pool.at("q_proj"), size, size);
    value = Linear.of(pool.at("v_proj"), size, size);
    out = Linear.of(scope.at("proj"), size, embedding);
    norm2 = new LayerNorm(scope.at("norm2"), embedding);
    this.heads = heads;
  }

  /** Maps tokens (N, L, size) to (N, embedding). */
  NDArray forward(TensorOps ops, NDArray tokens) {
    NDArray x = ops.leave(norm1.forward(ops, tokens));
    NDArray mean = ops.enter(x.mean(new int[] {1}, true).add(position.array())); // (N, 1, size)
    NDArray all = mean.concat(ops.enter(x), 1);
    NDArray k = key.forward(ops, all);
    NDArray v = value.forward(ops, all);
    NDArray pooled = ops.attention(query.forward(ops, mean), k, v, new Heads(heads, null));
    NDArray h = out.forward(ops, pooled.reshape(pooled.size(0), pooled.size(2)));
    return norm2.forward(ops, h);
  }
}

package corgi.engine.unet.adm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Init;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.Heads;
import corgi.engine.tensor.TensorOps;

/** Self-attention of pixels. {@code AttentionBlock} in the published code. */
final class AdmAttention {
  private final GroupNorm norm;
  private final Projections projections;
  private final Parameter outWeight;
  private final Parameter outBias;

  AdmAttention(Scope scope, int channels, int heads, AdmConfig.Order order) {
    norm = new GroupNorm(scope.at("norm"), channels, AdmLayers.GROUPS);
    projections = new Projections(scope.at("qkv"), channels, heads, order);
    Scope out = scope.at("proj_out");
    outWeight = out.declare("weight", Init.ZERO, channels, new Shape(channels, channels, 1));
    outBias = out.declare("bias", Init.ZERO, channels, new Shape(channels));
  }

  NDArray forward(TensorOps ops, NDArray x) {
    long channels = x.size(1);
    NDArray tokens = norm.forward(ops, x).reshape(x.size(0), channels, -1).transpose(0, 2, 1);
    NDArray mixed = projections.attend(ops, tokens); // (N, HW, C)
    NDArray weight = outWeight.array().reshape(channels, channels);
    NDArray h = ops.linear(mixed, weight, outBias.array());
    return x.add(h.transpose(0, 2, 1).reshape(x.getShape()));
  }

  /** Queries, keys and values from one weight, (3·C, C, 1), in either order. */
  static final class Projections {
    private final Parameter weight;
    private final Parameter bias;
    private final int heads;
    private final AdmConfig.Order order;

    Projections(Scope scope, int channels, int heads, AdmConfig.Order order) {
      weight =
          scope.declare("weight", Init.FAN_IN, channels, new Shape(3L * channels, channels, 1));
      bias = scope.declare("bias", Init.FAN_IN, channels, new Shape(3L * channels));
      this.heads = heads;
      this.order = order;
    }

    /** Maps tokens (N, T, C) to (N, T, C). */
    NDArray attend(TensorOps ops, NDArray tokens) {
      long c = weight.shape().get(1);
      NDArray w = ordered(weight.array().reshape(3 * c, c), c);
      NDArray b = ordered(bias.array().reshape(3 * c, 1), 1);
      NDArray[] qkv = new NDArray[3];
      for (int i = 0; i < 3; i++) {
        String rows = (i * c) + ":" + ((i + 1) * c);
        qkv[i] = ops.linear(tokens, w.get(rows), b.get(rows).reshape(c));
      }
      return ops.attention(qkv[0], qkv[1], qkv[2], new Heads(heads, null));
    }

    /** Brings rows from head-by-head to all queries, all keys, all values. */
    private NDArray ordered(NDArray rows, long columns) {
      if (order == AdmConfig.Order.NEW) {
        return rows;
      }
      long each = rows.size(0) / 3 / heads;
      return rows.reshape(heads, 3, each, columns)
          .transpose(1, 0, 2, 3)
          .reshape(rows.size(0), columns);
    }
  }
}

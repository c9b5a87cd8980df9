package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.TensorOps;

/** Group normalisation with scale and shift. Wu and He 2018, 1803.08494. */
public final class GroupNorm {
  private final Parameter weight;
  private final Parameter bias;
  private final Groups groups;

  /** Normalises {@code channels}, which the groups must divide. */
  public GroupNorm(Scope scope, int channels, Groups groups) {
    if (groups.count() < 1 || channels % groups.count() != 0) {
      throw new IllegalArgumentException(
          "%d norm groups do not divide %d channels".formatted(groups.count(), channels));
    }
    weight = scope.declare("weight", Init.ONE, 1, new Shape(channels));
    bias = scope.declare("bias", Init.ZERO, 1, new Shape(channels));
    this.groups = groups;
  }

  /** Maps x (N, C, …) to the same shape. */
  public NDArray forward(TensorOps ops, NDArray x) {
    return ops.groupNorm(x, weight.array(), bias.array(), groups);
  }

  /** The same, followed by an activation. */
  public NDArray activated(TensorOps ops, NDArray x, Activation activation) {
    return switch (activation) {
      case SILU, SWISH -> silu(ops, x);
      case MISH, GELU, RELU -> activation.apply(ops, forward(ops, x));
    };
  }

  /** The same, followed by SiLU. */
  public NDArray silu(TensorOps ops, NDArray x) {
    return ops.groupNormSilu(x, weight.array(), bias.array(), groups);
  }
}

package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.TensorOps;

/** Normalisation over the last axis, with scale and shift. Ba et al. 2016, 1607.06450. */
public final class LayerNorm {
  private static final double EPSILON = 1e-5; // PyTorch's default, which diffusers uses

  private final Parameter weight;
  private final Parameter bias;
  private final double epsilon;

  /** Normalises the last axis, of the given size, with PyTorch's ε. */
  public LayerNorm(Scope scope, int size) {
    this(scope, size, EPSILON);
  }

  /** Normalises the last axis, of the given size. */
  public LayerNorm(Scope scope, int size, double epsilon) {
    weight = scope.declare("weight", Init.ONE, 1, new Shape(size));
    bias = scope.declare("bias", Init.ZERO, 1, new Shape(size));
    this.epsilon = epsilon;
  }

  /** Maps x (…, size) to the same shape. */
  public NDArray forward(TensorOps ops, NDArray x) {
    return ops.layerNorm(x, weight.array(), bias.array(), epsilon);
  }
}

package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.TensorOps;

/** x·Wᵀ + b over the last axis. */
public final class Linear {
  private final Parameter weight;
  private final Parameter bias;

  private Linear(Parameter weight, Parameter bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /** With a bias. */
  public static Linear of(Scope scope, int in, int out) {
    return new Linear(
        scope.declare("weight", Init.FAN_IN, in, new Shape(out, in)).factor(),
        scope.declare("bias", Init.FAN_IN, in, new Shape(out)));
  }

  /** With weight and bias zero at first, so that the branch it ends begins as nothing. */
  public static Linear zero(Scope scope, int in, int out) {
    return new Linear(
        scope.declare("weight", Init.ZERO, in, new Shape(out, in)).factor(),
        scope.declare("bias", Init.ZERO, in, new Shape(out)));
  }

  /** Without a bias. */
  public static Linear plain(Scope scope, int in, int out) {
    return new Linear(scope.declare("weight", Init.FAN_IN, in, new Shape(out, in)).factor(), null);
  }

  /** Maps x (…, in) to (…, out). */
  public NDArray forward(TensorOps ops, NDArray x) {
    return ops.linear(x, weight.array(), bias == null ? null : bias.array());
  }
}

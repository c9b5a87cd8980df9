package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Window;

/** A square convolution with bias. */
public final class Conv2d {
  private final Parameter weight;
  private final Parameter bias;
  private final Window window;

  private Conv2d(Parameter weight, Parameter bias, Window window) {
    this.weight = weight;
    this.bias = bias;
    this.window = window;
  }

  /** 3×3, size kept. */
  public static Conv2d same3(Scope scope, int in, int out) {
    return make(scope, Init.FAN_IN, new Shape(out, in, 3, 3), Window.same(3));
  }

  /** 3×3, size kept, zero at first, so that the branch it ends begins as nothing. */
  public static Conv2d zero3(Scope scope, int in, int out) {
    return make(scope, Init.ZERO, new Shape(out, in, 3, 3), Window.same(3));
  }

  /** k×k. */
  public static Conv2d of(Scope scope, int in, int out, Kernel kernel) {
    return make(scope, Init.FAN_IN, kernel.shape(in, out), kernel.window());
  }

  /** k×k, zero at first. */
  public static Conv2d zero(Scope scope, int in, int out, Kernel kernel) {
    return make(scope, Init.ZERO, kernel.shape(in, out), kernel.window());
  }

  /** 3×3 with stride 2: halves height and width. */
  public static Conv2d halving3(Scope scope, int in, int out) {
    return make(scope, Init.FAN_IN, new Shape(out, in, 3, 3), new Window(2, 1));
  }

  /** 1×1. */
  public static Conv2d point(Scope scope, int in, int out) {
    return make(scope, Init.FAN_IN, new Shape(out, in, 1, 1), Window.same(1));
  }

  /** 1×1, zero at first. */
  public static Conv2d zeroPoint(Scope scope, int in, int out) {
    return make(scope, Init.ZERO, new Shape(out, in, 1, 1), Window.same(1));
  }

  private static Conv2d make(Scope scope, Init init, Shape kernel, Window window) {
    long fanIn = kernel.get(1) * kernel.get(2) * kernel.get(3);
    return new Conv2d(
        scope.declare("weight", init, fanIn, kernel).factor(),
        scope.declare("bias", init, fanIn, new Shape(kernel.get(0))),
        window);
  }

  /** The size of a square kernel, and how it moves. */
  public record Kernel(int size, Window window) {
    private Shape shape(int in, int out) {
      return new Shape(out, in, size, size);
    }
  }

  /** Maps x (N, in, H, W) to (N, out, H′, W′). */
  public NDArray forward(TensorOps ops, NDArray x) {
    return ops.conv2d(x, weight.array(), bias.array(), window);
  }
}

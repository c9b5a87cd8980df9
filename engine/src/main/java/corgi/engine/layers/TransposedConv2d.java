package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Window;

/** A 3×3 transposed convolution with stride 2 and bias, which doubles height and width. */
public final class TransposedConv2d {
  private static final int KERNEL = 3;

  private final Parameter weight;
  private final Parameter bias;

  /** Declares {@code weight} (in, out, 3, 3) and {@code bias} (out), as PyTorch lays them out. */
  public TransposedConv2d(Scope scope, int in, int out) {
    long fanIn = (long) out * KERNEL * KERNEL; // as PyTorch counts it
    weight =
        scope.declare("weight", Init.FAN_IN, fanIn, new Shape(in, out, KERNEL, KERNEL)).factor();
    bias = scope.declare("bias", Init.FAN_IN, fanIn, new Shape(out));
  }

  /**
   * Maps x (N, in, h, h) to (N, out, side, side).
   *
   * @param side 2·h or, where the convolution that is undone had rounded up, 2·h − 1
   */
  public NDArray forward(TensorOps ops, NDArray x, int side) {
    int trailing = Math.toIntExact(side - (2 * x.size(2) - 1));
    if (trailing != 0 && trailing != 1) {
      throw new IllegalArgumentException(
          "side = %d of %d: must be twice that or one less".formatted(side, x.size(2)));
    }
    return ops.transposedConv2d(x, weight.array(), bias.array(), new Window(2, 1, trailing));
  }
}

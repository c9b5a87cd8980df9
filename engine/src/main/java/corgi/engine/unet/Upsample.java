package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;

/** Repeats pixels, then convolves 3×3. {@code Upsample2D} in diffusers. */
public final class Upsample {
  private final Conv2d conv;

  /** Declares {@code conv} within the scope. */
  public Upsample(Scope scope, int channels) {
    conv = Conv2d.same3(scope.at("conv"), channels, channels);
  }

  /** Maps x (N, C, H, W) to (N, C, 2·H, 2·W). */
  public NDArray forward(TensorOps ops, NDArray x) {
    return conv.forward(ops, ops.upsample(x));
  }

  /** Maps x (N, C, H, W) to (N, C, height, width). */
  public NDArray forward(TensorOps ops, NDArray x, long height, long width) {
    return conv.forward(ops, ops.resize(x, height, width));
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.Scope;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Window;

/** Halves height and width by a 3×3 convolution of stride 2. {@code Downsample2D} in diffusers. */
public final class Downsample {
  private final Conv2d conv;

  /**
   * Declares {@code conv} within the scope.
   *
   * @param padding zeros on every side; with 0, one row below and one column at the right instead,
   *     as autoencoders have it
   */
  public Downsample(Scope scope, int channels, int padding) {
    Window window = padding == 0 ? new Window(2, 0, 1) : new Window(2, padding);
    conv = Conv2d.of(scope.at("conv"), channels, channels, new Conv2d.Kernel(3, window));
  }

  /** Maps x (N, C, H, W) to (N, C, H′, W′). */
  public NDArray forward(TensorOps ops, NDArray x) {
    return conv.forward(ops, x);
  }
}

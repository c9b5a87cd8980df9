package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** An image as a sequence of tokens, one a pixel. */
final class Pixels {
  private Pixels() {}

  /** Maps x (N, C, H, W) to (N, H·W, C). */
  static NDArray tokens(NDArray x) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1), s.get(2) * s.get(3)).transpose(0, 2, 1);
  }

  /** Maps x (N, H·W, C) to the shape (N, C, H, W). */
  static NDArray image(NDArray x, Shape shape) {
    return x.transpose(0, 2, 1).reshape(shape);
  }
}

package corgi.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

/**
 * Blurs images by the binomial kernel (1 4 6 4 1)/16 along both axes; Burt and Adelson 1983, "The
 * Laplacian pyramid as a compact image code". Edge pixels count as often as the kernel overhangs,
 * so that a plain image stays what it is.
 */
final class Blur {
  private Blur() {}

  /** Returns x (N, C, H, W) blurred {@code times} times. */
  static NDArray repeated(NDArray x, int times) {
    NDArray blurred = x;
    for (int i = 0; i < times; i++) {
      blurred = along(along(blurred, 2), 3);
    }
    return blurred;
  }

  /** (1 4 6 4 1)/16 is (1 2 1)/4 twice. */
  private static NDArray along(NDArray x, int axis) {
    return three(three(x, axis), axis);
  }

  private static NDArray three(NDArray x, int axis) {
    long n = x.size(axis);
    NDArray before =
        NDArrays.concat(new NDList(part(x, axis, 0, 1), part(x, axis, 0, n - 1)), axis);
    NDArray after = NDArrays.concat(new NDList(part(x, axis, 1, n), part(x, axis, n - 1, n)), axis);
    return before.add(after).mul(0.25).add(x.mul(0.5));
  }

  private static NDArray part(NDArray x, int axis, long from, long to) {
    return x.get((axis == 2 ? ":, :, %d:%d" : ":, :, :, %d:%d").formatted(from, to));
  }
}

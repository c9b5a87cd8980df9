package corgi.guidance;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;

/** Reductions over all axes but the batch, so that images do not see each other. */
final class PerImage {
  private PerImage() {}

  /** Returns Σ x of each image, (N, 1, 1, 1). */
  static NDArray sum(NDArray x) {
    return x.sum(axes(x), true);
  }

  /** Returns the Euclidean norm of each image, (N, 1, 1, 1). */
  static NDArray norm(NDArray x) {
    return sum(x.square()).sqrt();
  }

  /** Returns the standard deviation of each image's values, over M − 1, (N, 1, 1, 1). */
  static NDArray deviation(NDArray x) {
    long size = x.size() / x.size(0);
    NDArray centred = x.sub(sum(x).div(size));
    return sum(centred.square()).div(Math.max(size - 1, 1)).sqrt();
  }

  private static int[] axes(NDArray x) {
    return IntStream.range(1, x.getShape().dimension()).toArray();
  }
}

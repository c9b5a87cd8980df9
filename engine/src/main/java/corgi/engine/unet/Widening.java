package corgi.engine.unet;

import ai.djl.ndarray.NDArray;

/** Doubles the resolution, or brings it to that of the features to be joined next. */
@FunctionalInterface
interface Widening {
  NDArray forward(Pass pass, NDArray x, NDArray like);

  /** A block that doubles, and can do nothing else. */
  static Widening doubling(Block block) {
    return (pass, x, like) -> {
      if (2 * x.size(2) != like.size(2) || 2 * x.size(3) != like.size(3)) {
        throw new IllegalArgumentException(
            "%s cannot be doubled to %s: this U-Net needs H and W that halve evenly"
                .formatted(x.getShape(), like.getShape()));
      }
      return block.forward(pass, x);
    };
  }
}

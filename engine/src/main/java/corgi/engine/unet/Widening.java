package corgi.engine.unet;

import ai.djl.ndarray.NDArray;

/** Doubles the resolution, or brings it to that of the features to be joined next. */
@FunctionalInterface
interface Widening {
  NDArray forward(Pass pass, NDArray x, NDArray like);
}

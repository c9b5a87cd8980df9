package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Standard normal noise for the images of one run. */
public interface Noise {
  /** The {@code step} of the draw that makes the first state. */
  int INITIAL = -1;

  /**
   * Returns noise for every image of the run.
   *
   * @param step the index of the step, or {@link #INITIAL}
   * @param draw counts the draws within one step, from 0
   * @param image the shape of one image, without the batch: (C, H, W)
   * @return (N, C, H, W), float32
   */
  NDArray at(int step, int draw, Shape image);
}

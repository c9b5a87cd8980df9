package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** What a network draws in, and how pictures come of it. */
interface Frame {
  /**
   * Returns the shape of one state, (C, H, W).
   *
   * @param size of the picture, or null for the size that the network was trained on
   * @throws IllegalArgumentException if the network cannot draw that size
   */
  Shape state(PictureSize size);

  /** Returns the pictures of clean states (N, C, H, W), (N, C′, H′, W′) around [−1, 1]. */
  NDArray pictures(NDArray states);

  /**
   * A network that draws pixels of one size.
   *
   * @param image (C, H, W)
   */
  record Pixels(Shape image) implements Frame {
    @Override
    public Shape state(PictureSize size) {
      if (size != null && (size.height() != image.get(1) || size.width() != image.get(2))) {
        throw new IllegalArgumentException(
            "size = %s: this model draws %dx%d pixels".formatted(size, image.get(2), image.get(1)));
      }
      return image;
    }

    @Override
    public NDArray pictures(NDArray states) {
      return states;
    }
  }
}

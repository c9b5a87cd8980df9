package corgi.engine.generation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Noise;

/** What a network draws in, and how pictures come of it. */
interface Frame {
  /**
   * Returns the shape of one state, (C, H, W).
   *
   * @param size of the picture, or null for the size that the network was trained on
   * @throws IllegalArgumentException if the network cannot draw that size
   */
  Shape state(PictureSize size);

  /** Returns the shape of a state in training, (C, H, W); H and W are 0 where nothing says it. */
  Shape trained();

  /** Returns the channels of a picture, 1 or 3. */
  int channels();

  /** Returns how many pixels of a side one element of a state stands for. */
  int factor();

  /**
   * Returns the clean states of pictures, which are drawn from where the frame is a distribution.
   *
   * @param pictures (N, C′, H′, W′) in [−1, 1]
   * @param noise whose draw 1 of the initial step is taken, if any
   */
  NDArray states(NDArray pictures, Noise noise);

  /** Returns the size of the pictures of a state, (C, H, W). */
  default PictureSize size(Shape state) {
    return new PictureSize((int) state.get(2) * factor(), (int) state.get(1) * factor());
  }

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
    public Shape trained() {
      return image;
    }

    @Override
    public int channels() {
      return (int) image.get(0);
    }

    @Override
    public int factor() {
      return 1;
    }

    @Override
    public NDArray states(NDArray pictures, Noise noise) {
      return pictures;
    }

    @Override
    public NDArray pictures(NDArray states) {
      return states;
    }
  }
}

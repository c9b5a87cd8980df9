package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;

/**
 * The examples of one step, on the Java heap, composed on another thread.
 *
 * @param image the shape (N, C, H, W) of images and noise
 * @param images in [−1, 1]
 * @param noise standard normal
 * @param times one per image, in [0, T)
 * @param text token states and mask
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Batch(Shape image, float[] images, float[] noise, int[] times, Text text) {
  /**
   * Text of a batch.
   *
   * @param shape (N, L, D)
   * @param tokens row by row
   * @param mask (N, L)
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Text(Shape shape, float[] tokens, float[] mask) {
    Conditioning load(NDManager manager) {
      return Conditioning.text(
          manager.create(tokens, shape),
          manager.create(mask, new Shape(shape.get(0), shape.get(1))));
    }
  }

  int size() {
    return Math.toIntExact(image.get(0));
  }

  NDArray images(NDManager manager) {
    return manager.create(images, image);
  }

  NDArray noise(NDManager manager) {
    return manager.create(noise, image);
  }
}

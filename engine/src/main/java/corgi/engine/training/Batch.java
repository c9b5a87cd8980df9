package corgi.engine.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;

/**
 * The captioned examples of one step, composed on another thread.
 *
 * @param noised the pictures
 * @param text token states and mask
 */
record Batch(Noised noised, Text text) {
  /** Returns some of the examples. */
  Batch rows(Batches.Part part) {
    return new Batch(noised.rows(part), text.rows(part));
  }

  /**
   * Text of a batch.
   *
   * @param shape (N, L, D)
   * @param tokens row by row
   * @param mask (N, L)
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record Text(Shape shape, float[] tokens, float[] mask) {
    Text rows(Batches.Part part) {
      return new Text(
          part.of(shape),
          part.of(tokens, Math.toIntExact(shape.slice(1).size())),
          part.of(mask, Math.toIntExact(shape.get(1))));
    }

    Conditioning load(NDManager manager) {
      return Conditioning.text(
          manager.create(tokens, shape),
          manager.create(mask, new Shape(shape.get(0), shape.get(1))));
    }
  }
}

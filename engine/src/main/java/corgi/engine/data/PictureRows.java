package corgi.engine.data;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Pictures of one size, one after the other.
 *
 * @param shape (N, C, H, W)
 * @param values in [−1, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record PictureRows(Shape shape, float[] values) {
  /** Returns the pictures of examples, of which there is at least one. */
  public static PictureRows of(List<Example> examples) {
    Picture first = examples.get(0).picture();
    int each = first.values().length;
    float[] values = new float[examples.size() * each];
    for (int i = 0; i < examples.size(); i++) {
      System.arraycopy(examples.get(i).picture().values(), 0, values, i * each, each);
    }
    return new PictureRows(
        new Shape(examples.size(), first.channels(), first.height(), first.width()), values);
  }
}

package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntToDoubleFunction;

/** Numbers that differ between the rows of a batch. */
final class Rows {
  private Rows() {}

  /** Returns one number for each row, (N, 1, 1, 1), float32. */
  static NDArray column(int rows, IntToDoubleFunction value, NDManager manager) {
    return list(rows, value, manager).reshape(rows, 1, 1, 1);
  }

  /** Returns one number for each row, (N), float32. */
  static NDArray list(int rows, IntToDoubleFunction value, NDManager manager) {
    float[] values = new float[rows];
    for (int b = 0; b < rows; b++) {
      values[b] = (float) value.applyAsDouble(b);
    }
    return manager.create(values, new Shape(rows));
  }

  /** Returns the mean of each row of (N, C, H, W), (N). */
  static NDArray means(NDArray x) {
    return x.reshape(x.getShape().get(0), -1).mean(new int[] {1});
  }
}

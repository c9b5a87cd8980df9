package corgi.engine.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.TensorOps;

/** A learned vector for each of a number of things. {@code Embedding} in PyTorch. */
public final class Table {
  private final Parameter weight;

  /** Declares {@code weight} within the scope, (count, size). */
  public Table(Scope scope, int count, int size) {
    weight = scope.declare("weight", Init.NORMAL, 1, new Shape(count, size)).embedding();
  }

  /**
   * Returns the vectors of some things.
   *
   * @param what names them in messages
   * @param numbers from 0 to count − 1, (N), float32 integers
   * @return (N, size)
   */
  public NDArray forward(TensorOps ops, String what, NDArray numbers) {
    long count = weight.shape().get(0);
    for (float number : numbers.toType(DataType.FLOAT32, false).toFloatArray()) {
      if (!(number >= 0 && number < count && number == Math.rint(number))) {
        throw new IllegalArgumentException(
            "%s %s: must be an integer from 0 to %d".formatted(what, number, count - 1));
      }
    }
    return ops.enter(weight.array().get(numbers.toType(DataType.INT64, false)));
  }
}

package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;

/** The weights of a BERT by transformers' names. Whoever builds the network takes them in order. */
interface BertTensors {
  /**
   * Returns the array of that name.
   *
   * @throws IOException if it is missing or has another shape
   */
  NDArray get(String name, Shape shape) throws IOException;

  /** Returns the matrix of the layer of that name, (out, in). */
  NDArray matrix(String layer, long out, long in) throws IOException;

  /** Whether there is an array of that name. */
  boolean has(String name);

  /** Checks what was found under a name. */
  static NDArray check(NDArray array, Shape shape, String where) throws IOException {
    if (array == null) {
      throw new IOException(where + " is missing");
    }
    if (!array.getShape().equals(shape)) {
      throw new IOException(
          "%s has shape %s, expected %s".formatted(where, array.getShape(), shape));
    }
    return array;
  }
}

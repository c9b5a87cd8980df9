package corgi.engine.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * One tensor of a file, as the file declares it.
 *
 * @param name the key
 * @param type the element type
 * @param shape the shape; a scalar has none, and a dimension may be 0
 */
public record StoredTensor(String name, StoredType type, Shape shape) {
  /** Returns the number of elements. */
  public long count() {
    return shape.size();
  }

  /** Returns the number of bytes. */
  public long length() {
    return count() * type.bytes();
  }

  /** Returns the number of bytes, or −1 if a long cannot count them: for shapes not yet trusted. */
  public static long byteCount(Shape shape, StoredType type) {
    long count = type.bytes();
    try {
      for (long dimension : shape.getShape()) {
        count = Math.multiplyExact(count, dimension);
      }
    } catch (ArithmeticException e) {
      return -1;
    }
    return count;
  }

  /** Returns name, type and shape. */
  @Override
  public String toString() {
    return "%s %s %s".formatted(name, type, shape);
  }
}

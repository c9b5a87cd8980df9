package corgi.engine.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * One tensor of a safetensors file, as its header declares it.
 *
 * @param name the key
 * @param type the element type
 * @param shape the shape; a scalar has none, and a dimension may be 0
 * @param begin offset of its first byte in the data section
 * @param end offset behind its last byte
 */
public record StoredTensor(String name, StoredType type, Shape shape, long begin, long end) {
  /** Returns the number of bytes. */
  public long length() {
    return end - begin;
  }

  /** Returns the number of elements. */
  public long count() {
    return length() / type.bytes();
  }

  /** Returns the dimensions as the format writes them. */
  @Override
  public String toString() {
    return "%s %s %s".formatted(name, type, shape);
  }
}

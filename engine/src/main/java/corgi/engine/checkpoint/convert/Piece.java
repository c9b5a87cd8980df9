package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;

/**
 * What a tensor is made of: blocks of rows of another one, in a new shape.
 *
 * @param source the name of the other tensor
 * @param shape the new shape, with as many elements as the rows have
 * @param rows which rows of the other tensor
 */
public record Piece(String source, Shape shape, Rows rows) {
  /**
   * Rows of a tensor along its first dimension: {@code count} blocks of {@code length}, the first
   * at {@code begin}, each {@code stride} behind the one before it.
   */
  public record Rows(long begin, long length, long stride, int count) {
    /** All rows. */
    static final Rows ALL = new Rows(0, Long.MAX_VALUE, 0, 1);

    /** The n-th of three equal parts. */
    static Rows third(int n, long rows) {
      return new Rows(n * (rows / 3), rows / 3, 0, 1);
    }

    /** The n-th of three equal parts of each head. */
    static Rows thirdOfHeads(int n, long rows, int heads) {
      long part = rows / (3L * heads);
      return new Rows(n * part, part, 3 * part, heads);
    }
  }

  /** All of another tensor. */
  static Piece whole(String source, Shape shape) {
    return new Piece(source, shape, Rows.ALL);
  }
}

package corgi.engine.training;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The examples of a step, and in how many parts they go through the network. The gradients of the
 * parts add up to that of the whole step, up to rounding, and only one part has to fit into memory.
 *
 * @param size examples in a step
 * @param parts from 1 to {@code size}; as even as they can be
 */
public record Batches(int size, int parts) {
  private static final int MOST = 65_536;

  /** Batches in one part. */
  public Batches(int size) {
    this(size, 1);
  }

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Batches {
    if (size < 1 || size > MOST) {
      throw new IllegalArgumentException("batch = %d: must be from 1 to %d".formatted(size, MOST));
    }
    if (parts < 1 || parts > size) {
      throw new IllegalArgumentException(
          "a batch of %d in %d parts: must be from 1 to %1$d parts".formatted(size, parts));
    }
  }

  /**
   * Rows of a batch.
   *
   * @param from the first
   * @param to the one after the last
   */
  public record Part(int from, int to) {
    /** How many. */
    public int size() {
      return to - from;
    }

    /** Returns the shape of these rows of an array of rows. */
    public Shape of(Shape rows) {
      return new Shape(size()).addAll(rows.slice(1));
    }

    /**
     * Returns a copy of these rows.
     *
     * @param each the numbers in a row
     */
    public float[] of(float[] rows, int each) {
      return Arrays.copyOfRange(rows, from * each, to * each);
    }
  }

  /** Returns the rows of each part, in order. */
  public List<Part> split() {
    List<Part> split = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      split.add(new Part(edge(i), edge(i + 1)));
    }
    return split;
  }

  private int edge(int i) {
    return Math.toIntExact((long) size * i / parts);
  }
}

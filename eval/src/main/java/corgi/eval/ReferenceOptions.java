package corgi.eval;

import corgi.engine.data.Split;

/**
 * Real pictures to compare with.
 *
 * @param source the name of a data set such as {@code portraits} or {@code folder:DIR}, or the path
 *     of a folder with pictures
 * @param split which examples of a data set that holds pairs out
 * @param count how many at most; an endless data set gives as many
 * @param seed chooses them
 */
public record ReferenceOptions(String source, Split split, int count, long seed) {
  /** So many are quick to draw, and enough for features of a few hundred numbers. */
  public static final int COUNT = 2048;

  private static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException if the count is out of range or no source is named
   */
  public ReferenceOptions {
    if (source.isBlank()) {
      throw new IllegalArgumentException("the reference is empty: name a data set or a folder");
    }
    if (count < 2 || count > MOST) {
      throw new IllegalArgumentException(
          "%d reference pictures: must be from 2 to %d".formatted(count, MOST));
    }
  }

  /** The usual number of all examples. */
  public static ReferenceOptions of(String source) {
    return new ReferenceOptions(source, Split.ALL, COUNT, 0);
  }
}

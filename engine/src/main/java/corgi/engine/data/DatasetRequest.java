package corgi.engine.data;

import java.util.Objects;

/**
 * What is asked of a named data set.
 *
 * @param resolution height and width of the pictures in pixels, at least 8
 * @param split which examples; a data set that holds nothing out must refuse all but {@link
 *     Split#ALL}
 * @param source what stands after the colon of {@code folder:DIR}, or null
 */
public record DatasetRequest(int resolution, Split split, String source) {
  /** A request to a data set that needs no source. */
  public DatasetRequest(int resolution, Split split) {
    this(resolution, split, null);
  }

  public DatasetRequest {
    Objects.requireNonNull(split, "split");
    if (resolution < 8) {
      throw new IllegalArgumentException("resolution = " + resolution + ": must be at least 8");
    }
  }
}

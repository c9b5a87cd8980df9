package corgi.engine.data;

import java.util.Objects;

/**
 * What is asked of a named data set.
 *
 * @param resolution height and width of the pictures in pixels, at least 8
 * @param split which examples; a data set that holds nothing out must refuse all but {@link
 *     Split#ALL}
 */
public record DatasetRequest(int resolution, Split split) {
  public DatasetRequest {
    Objects.requireNonNull(split, "split");
    if (resolution < 8) {
      throw new IllegalArgumentException("resolution = " + resolution + ": must be at least 8");
    }
  }
}

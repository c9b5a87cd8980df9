package corgi.engine.data;

import java.util.Objects;

/**
 * What is asked of a named data set.
 *
 * @param resolution height and width of the pictures in pixels, at least 8
 * @param split which examples; a data set that holds nothing out must refuse all but {@link
 *     Split#ALL}
 * @param source what stands after the colon of {@code folder:DIR}, or null
 * @param portion the side of the split between training and validation
 * @param framing how pictures become squares
 * @param files how files are read
 */
public record DatasetRequest(
    int resolution, Split split, String source, Portion portion, Framing framing, FileRules files) {

  public DatasetRequest {
    Objects.requireNonNull(split, "split");
    Objects.requireNonNull(portion, "portion");
    Objects.requireNonNull(framing, "framing");
    Objects.requireNonNull(files, "files");
    if (resolution < 8) {
      throw new IllegalArgumentException("resolution = " + resolution + ": must be at least 8");
    }
  }

  /** A request for everything, framed as usual, to a data set that needs no source. */
  public DatasetRequest(int resolution, Split split) {
    this(resolution, split, null, Portion.ALL, Framing.USUAL, FileRules.USUAL);
  }

  /** Returns the same request to another source. */
  public DatasetRequest source(String other) {
    return new DatasetRequest(resolution, split, other, portion, framing, files);
  }

  /** Returns the same request for one side of the split. */
  public DatasetRequest portion(Portion other) {
    return new DatasetRequest(resolution, split, source, other, framing, files);
  }

  /** Returns the same request with another framing. */
  public DatasetRequest framing(Framing other) {
    return new DatasetRequest(resolution, split, source, portion, other, files);
  }

  /** Returns the same request with files read otherwise. */
  public DatasetRequest files(FileRules other) {
    return new DatasetRequest(resolution, split, source, portion, framing, other);
  }
}

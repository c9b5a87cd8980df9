package corgi.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Scores sets of PNG files, as often as one likes: networks are loaded and real pictures are read
 * once. What was asked of each picture stands in the file.
 */
public final class Scoring implements AutoCloseable {
  private Scoring() {}

  /**
   * Loads what the options name.
   *
   * @throws IOException if a classifier, features or a reference is missing or damaged
   * @throws IllegalArgumentException if a metric or a data set is unknown
   */
  public static Scoring open(ScoringOptions options) throws IOException {
    throw new UnsupportedOperationException(options.toString());
  }

  /** What is worth knowing about the last scores, one line each, such as a singular covariance. */
  public List<String> remarks() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns every measurement that these pictures allow, in a fixed order.
   *
   * @param pngs at least 2, all of one size
   * @throws IOException if a picture cannot be read; the message names it
   * @throws IllegalArgumentException if there are too few, they differ in size, or they are the
   *     reference itself
   */
  public List<Measurement> score(List<Path> pngs) throws IOException {
    return score(pngs, ScoringProgress.NONE);
  }

  /** Like {@link #score(List)}, while somebody watches. */
  public List<Measurement> score(List<Path> pngs, ScoringProgress progress) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

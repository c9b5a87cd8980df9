package corgi.eval;

/**
 * The features of a set of pictures: moments of all, and some of the vectors themselves.
 *
 * @param name of the extractor
 * @param official whether its Fréchet distance is FID
 * @param count of all pictures
 * @param moments of all features
 * @param kept of all pictures, or of {@link #MOST} drawn from them; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record FeatureSet(
    String name, boolean official, long count, Moments moments, double[][] kept) {
  /** The vectors that are kept for what compares pairs. */
  public static final int MOST = 4096;

  /** The numbers of a vector. */
  public int length() {
    return moments.mean().length;
  }

  /** Whether the covariance cannot have full rank. */
  boolean singular() {
    return count <= length();
  }
}

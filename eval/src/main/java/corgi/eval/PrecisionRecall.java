package corgi.eval;

import java.util.Arrays;
import java.util.List;

/**
 * Improved precision and recall: the share of drawn pictures that lie where real ones do, and the
 * share of real ones that lie where drawn ones do. A set is where a ball around one of its vectors
 * reaches, as far as that one's k-th neighbour in the set, itself not counted. Kynkäänniemi et al.
 * 2019, 1904.06991, eq. 1 and 2; k = 3 there.
 *
 * @param precision in [0, 1]
 * @param recall in [0, 1]
 */
public record PrecisionRecall(double precision, double recall) {
  /** The neighbours that the paper counts. */
  public static final int NEIGHBOURS = 3;

  /**
   * Returns both for features of real and of drawn pictures.
   *
   * @param k the neighbours counted, at least 1 and fewer than either set has vectors
   * @throws IllegalArgumentException if k does not fit, or not all vectors are as long or finite
   */
  public static PrecisionRecall of(List<double[]> real, List<double[]> drawn, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k = " + k + " neighbours: must be at least 1");
    }
    Vectors.length(real, drawn, k + 1);
    return new PrecisionRecall(covered(drawn, real, k), covered(real, drawn, k));
  }

  /** The share of vectors within a ball of the set. */
  private static double covered(List<double[]> vectors, List<double[]> set, int k) {
    double[] radii = set.stream().mapToDouble(center -> radius(center, set, k)).toArray();
    long inside = vectors.stream().filter(vector -> inside(vector, set, radii)).count();
    return (double) inside / vectors.size();
  }

  private static boolean inside(double[] vector, List<double[]> set, double[] radii) {
    for (int i = 0; i < radii.length; i++) {
      if (Vectors.squaredDistance(set.get(i), vector) <= radii[i]) {
        return true;
      }
    }
    return false;
  }

  /** The squared distance to the k-th neighbour; the nearest of all, at 0, is the vector itself. */
  private static double radius(double[] center, List<double[]> set, int k) {
    double[] distances =
        set.stream().mapToDouble(other -> Vectors.squaredDistance(center, other)).toArray();
    Arrays.sort(distances);
    return distances[k];
  }
}

package corgi.eval;

import java.util.List;

/**
 * How sure a classifier is of each picture and how different the pictures are,
 *
 * <pre>  exp(E[KL(p(y|x) ‖ p(y))])</pre>
 *
 * from 1 to the number of classes. Salimans et al. 2016, 1606.03498, §4. The mean over consecutive
 * splits of the pictures, each with its own p(y), is what is reported.
 */
public final class InceptionScore {
  private static final double ROUNDING = 1e-3; // of probabilities in single precision

  private InceptionScore() {}

  /**
   * Returns the mean over splits; the last may be smaller.
   *
   * @param probabilities p(y|x), a vector for each picture
   * @param split pictures in a split; 5000 in published numbers
   * @throws IllegalArgumentException if the split is empty or a vector is no distribution
   */
  public static double of(List<double[]> probabilities, int split) {
    if (split < 1) {
      throw new IllegalArgumentException("splits of " + split + ": must be at least 1");
    }
    Vectors.length(probabilities, "distributions", 1);
    probabilities.forEach(InceptionScore::check);
    double sum = 0;
    int splits = 0;
    for (int from = 0; from < probabilities.size(); from += split) {
      int to = Math.min(probabilities.size(), from + split);
      sum += ofSplit(probabilities.subList(from, to));
      splits++;
    }
    return sum / splits;
  }

  private static double ofSplit(List<double[]> part) {
    double[] marginal = new double[part.get(0).length];
    for (double[] p : part) {
      for (int y = 0; y < marginal.length; y++) {
        marginal[y] += p[y] / part.size();
      }
    }
    double divergence = 0;
    for (double[] p : part) {
      for (int y = 0; y < marginal.length; y++) {
        if (p[y] > 0) { // 0·log 0 = 0
          divergence += p[y] * (Math.log(p[y]) - Math.log(marginal[y])) / part.size();
        }
      }
    }
    return Math.exp(divergence);
  }

  private static void check(double[] p) {
    double sum = 0;
    for (double value : p) {
      if (value < 0) {
        throw new IllegalArgumentException("probability " + value + ": must not be negative");
      }
      sum += value;
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new IllegalArgumentException("probabilities that sum to " + sum + ": must sum to 1");
    }
  }
}

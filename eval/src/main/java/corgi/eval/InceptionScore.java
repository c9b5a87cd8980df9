package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;

/**
 * How sure a classifier is of each picture and how different the pictures are,
 *
 * <pre>  exp(E[KL(p(y|x) ‖ p(y))])</pre>
 *
 * from 1 to the number of classes. Salimans et al. 2016, 1606.03498, §4. The mean over consecutive
 * splits of the pictures, each with its own p(y), is what is reported.
 */
@AutoService(Metric.class)
public final class InceptionScore implements Metric {
  private static final int SPLIT = 5000; // of published numbers

  private static final double ROUNDING = 1e-3; // of probabilities in single precision

  @Override
  public String name() {
    return "inception-score";
  }

  @Override
  public String summary() {
    return "how sure and how various the classifier's first answers are; good is as real ones have";
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    List<double[]> chances =
        evidence.shown().stream().map(Shown::chances).filter(p -> p.length > 0).toList();
    if (chances.size() < 2) {
      return List.of();
    }
    double score = of(chances, SPLIT);
    var interval = evidence.bootstrap().interval(score, chances.size(), w -> weighted(chances, w));
    String name = "%s[%s]".formatted(name(), evidence.judge());
    return List.of(
        new Measurement(name, score, interval.low(), interval.high(), chances.size(), ""));
  }

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
    double[] once = new double[part.size()];
    Arrays.fill(once, 1);
    return weighted(part, once);
  }

  /** Returns the score of one split whose pictures count so often. */
  private static double weighted(List<double[]> part, double[] weights) {
    double[] marginal = new double[part.get(0).length];
    for (int i = 0; i < part.size(); i++) {
      for (int y = 0; y < marginal.length; y++) {
        marginal[y] += weights[i] * part.get(i)[y] / part.size();
      }
    }
    double divergence = 0;
    for (int i = 0; i < part.size(); i++) {
      double[] p = part.get(i);
      for (int y = 0; y < marginal.length && weights[i] > 0; y++) {
        if (p[y] > 0) { // 0·log 0 = 0
          double log = Math.log(p[y]) - Math.log(marginal[y]);
          divergence += weights[i] * p[y] * log / part.size();
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

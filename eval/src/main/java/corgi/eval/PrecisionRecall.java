package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Improved precision and recall: the share of drawn pictures that lie where real ones do, and the
 * share of real ones that lie where drawn ones do. A set is where a ball around one of its vectors
 * reaches, as far as that one's k-th neighbour in the set, itself not counted. Kynkäänniemi et al.
 * 2019, 1904.06991, eq. 1 and 2; k = 3 there. The interval of precision is that of {@link
 * WilsonShare}, which has a width at 0 and 1, too; that of recall comes from resampled pictures.
 */
@AutoService(Metric.class)
public final class PrecisionRecall implements Metric {
  /** The neighbours that the paper counts. */
  public static final int NEIGHBOURS = 3;

  private static final String PRECISION = "precision";
  private static final String RECALL = "recall";

  /**
   * Both numbers.
   *
   * @param precision in [0, 1]
   * @param recall in [0, 1]
   */
  public record Shares(double precision, double recall) {}

  @Override
  public String name() {
    return "precision-recall";
  }

  @Override
  public String summary() {
    return "share of pictures where real ones lie, and of real ones where pictures lie; good is 1";
  }

  @Override
  public Set<String> answers() {
    return Set.of(PRECISION, RECALL);
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    if (!evidence.comparable() || evidence.features().kept().length <= NEIGHBOURS) {
      return List.of();
    }
    Reference reference = evidence.reference();
    double[][] real = reference.features().kept();
    double[][] drawn = evidence.features().kept();
    int precise = covered(real, drawn, NEIGHBOURS).cardinality();
    BitSet[] balls = new Neighbourhoods(drawn, NEIGHBOURS).inside(real);
    double recall = share(Neighbourhoods.union(balls, all(drawn.length)), real.length);
    return List.of(
        evidence.share(PRECISION, precise).against(reference.words()),
        evidence
            .ofFeatures(RECALL, recall, w -> share(Neighbourhoods.union(balls, w), real.length))
            .share()
            .against(reference.words()));
  }

  /**
   * Returns both for features of real and of drawn pictures.
   *
   * @param k the neighbours counted, at least 1 and fewer than either set has vectors
   * @throws IllegalArgumentException if k does not fit, or not all vectors are as long or finite
   */
  public static Shares of(List<double[]> real, List<double[]> drawn, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k = " + k + " neighbours: must be at least 1");
    }
    Vectors.length(real, drawn, k + 1);
    double[][] first = real.toArray(double[][]::new);
    double[][] second = drawn.toArray(double[][]::new);
    return new Shares(
        share(covered(first, second, k), second.length),
        share(covered(second, first, k), first.length));
  }

  private static BitSet covered(double[][] set, double[][] points, int k) {
    return Neighbourhoods.union(new Neighbourhoods(set, k).inside(points), all(set.length));
  }

  private static double share(BitSet covered, int of) {
    return (double) covered.cardinality() / of;
  }

  private static double[] all(int size) {
    double[] all = new double[size];
    Arrays.fill(all, 1);
    return all;
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Density and coverage: in how many balls of real pictures a drawn one lies, as a multiple of k,
 * and the share of real pictures in whose ball any drawn one lies,
 *
 * <pre>  D = 1/(k·M)·Σⱼ Σᵢ [yⱼ ∈ B(xᵢ)],  C = 1/N·Σᵢ [∃j: yⱼ ∈ B(xᵢ)]</pre>
 *
 * where B(xᵢ) reaches as far as the k-th neighbour of xᵢ among the N real ones. Naeem et al. 2020,
 * 2002.09797, eq. 4 and 5; k = 5 there. Unlike precision and recall no ball is around a drawn
 * picture, and one outlier among the real ones counts once.
 */
@AutoService(Metric.class)
public final class DensityCoverage implements Metric {
  /** The neighbours that the paper counts. */
  public static final int NEIGHBOURS = 5;

  private static final String DENSITY = "density";
  private static final String COVERAGE = "coverage";

  /**
   * Both numbers.
   *
   * @param density not negative, around 1 where both sets are alike
   * @param coverage in [0, 1]
   */
  public record Shares(double density, double coverage) {}

  @Override
  public String name() {
    return "density-coverage";
  }

  @Override
  public String summary() {
    return "real pictures' balls around a drawn one, over 5, and the share of balls hit; good is 1";
  }

  @Override
  public Set<String> answers() {
    return Set.of(DENSITY, COVERAGE);
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    if (!evidence.comparable() || evidence.reference().features().kept().length <= NEIGHBOURS) {
      return List.of();
    }
    double[][] drawn = evidence.features().kept();
    var balls =
        new Neighbourhoods(evidence.reference().features().kept(), NEIGHBOURS).inside(drawn);
    double[] each = density(balls, drawn.length, NEIGHBOURS);
    double density = Arrays.stream(each).average().getAsDouble();
    double[] all = new double[drawn.length];
    Arrays.fill(all, 1);
    String words = evidence.reference().words();
    return List.of(
        evidence
            .ofFeatures(DENSITY, density, w -> Vectors.dot(w, each) / each.length)
            .against(words),
        evidence
            .ofFeatures(COVERAGE, coverage(balls, all), w -> coverage(balls, w))
            .share()
            .against(words));
  }

  /**
   * Returns both for features of real and of drawn pictures.
   *
   * @param k the neighbours counted, at least 1 and fewer than there are real pictures
   * @throws IllegalArgumentException if k does not fit, or not all vectors are as long or finite
   */
  public static Shares of(List<double[]> real, List<double[]> drawn, int k) {
    Vectors.length(real, drawn, 1);
    double[][] points = drawn.toArray(double[][]::new);
    BitSet[] balls = new Neighbourhoods(real.toArray(double[][]::new), k).inside(points);
    double[] all = new double[points.length];
    Arrays.fill(all, 1);
    double density = Arrays.stream(density(balls, points.length, k)).average().getAsDouble();
    return new Shares(density, coverage(balls, all));
  }

  /** The balls around each point, over k. */
  private static double[] density(BitSet[] balls, int points, int k) {
    double[] density = new double[points];
    for (BitSet ball : balls) {
      ball.stream().forEach(j -> density[j] += 1.0 / k);
    }
    return density;
  }

  private static double coverage(BitSet[] balls, double[] weights) {
    BitSet there = new BitSet();
    for (int j = 0; j < weights.length; j++) {
      there.set(j, weights[j] > 0);
    }
    return Arrays.stream(balls)
        .mapToInt(ball -> ball.intersects(there) ? 1 : 0)
        .average()
        .orElse(0);
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The squared Fréchet distance of two Gaussians with the moments of the features of drawn and of
 * real pictures,
 *
 * <pre>  d² = ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2·(Σ₁Σ₂)^½)</pre>
 *
 * Dowson and Landau 1982, "The Fréchet distance between multivariate normal distributions"; as a
 * score of generated pictures Heusel et al. 2017, 1706.08500, eq. 6. It is biased upwards by about
 * 1/n, so only samples of one size compare, and it is no FID unless the features are those of the
 * published Inception network: the name says whose they are.
 */
@AutoService(Metric.class)
public final class FrechetDistance implements Metric {
  private static final String FID = "FID";
  private static final int LONGEST_RESAMPLED = 512; // numbers; beyond, each takes seconds

  @Override
  public String name() {
    return "frechet";
  }

  @Override
  public String summary() {
    return "Fréchet distance to real pictures in the named features; good is as other real ones";
  }

  @Override
  public Set<String> answers() {
    return Set.of(name(), FID, "fid");
  }

  @Override
  public List<Measurement> of(Evidence evidence) {
    if (!evidence.comparable()) {
      return List.of();
    }
    FeatureSet drawn = evidence.features();
    Gaussian real = Gaussian.of(evidence.reference().features().moments());
    double distance = Gaussian.of(drawn.moments()).distance(real);
    double low = distance;
    double high = distance;
    if (drawn.length() <= LONGEST_RESAMPLED) {
      ToDoubleFunction<double[]> resampled =
          weights -> Gaussian.of(Moments.weighted(drawn.kept(), weights)).distance(real);
      var interval = evidence.bootstrap().interval(distance, drawn.kept().length, resampled);
      double narrower = Math.sqrt((double) drawn.kept().length / drawn.count());
      low = distance + (interval.low() - distance) * narrower;
      high = distance + (interval.high() - distance) * narrower;
    }
    String name = drawn.official() ? FID : "%s[%s]".formatted(name(), drawn.name());
    String words = evidence.reference().words();
    return List.of(new Measurement(name, distance, low, high, drawn.count(), words));
  }

  /**
   * Returns d². The trace of (Σ₁Σ₂)^½ is that of (√Σ₁·Σ₂·√Σ₁)^½ and so the sum of the singular
   * values of √Σ₁·√Σ₂, which does not lose half of its digits where covariances are almost
   * singular.
   *
   * @throws IllegalArgumentException if the moments differ in size, or a covariance is not
   *     symmetric
   */
  public static double between(Moments one, Moments two) {
    return Gaussian.of(one).distance(Gaussian.of(two));
  }

  /** Moments with the root of their covariance, F × F. */
  private record Gaussian(double[] mean, double trace, double[] root) {
    static Gaussian of(Moments moments) {
      double[][] covariance = moments.covariance();
      int size = covariance.length;
      double trace = 0;
      for (int i = 0; i < size; i++) {
        trace += covariance[i][i];
        for (int j = 0; j < i; j++) {
          double difference = Math.abs(covariance[i][j] - covariance[j][i]);
          if (!(difference <= 1e-9 * (1 + Math.abs(covariance[i][j])))) {
            throw new IllegalArgumentException(
                "row %d, column %d is %s, its mirror image %s: must be symmetric"
                    .formatted(i, j, covariance[i][j], covariance[j][i]));
          }
        }
      }
      double[] flat = LinearAlgebra.flat(covariance);
      boolean nothing = Arrays.stream(flat).allMatch(x -> x == 0);
      return new Gaussian(
          moments.mean(), trace, nothing ? flat : LinearAlgebra.squareRoot(flat, size));
    }

    double distance(Gaussian other) {
      if (mean.length != other.mean.length) {
        throw new IllegalArgumentException(
            "features of %d and of %d numbers: must be as many"
                .formatted(mean.length, other.mean.length));
      }
      double shared = LinearAlgebra.nuclearNorm(root, other.root, mean.length);
      return Vectors.squaredDistance(mean, other.mean) + trace + other.trace - 2 * shared;
    }
  }
}

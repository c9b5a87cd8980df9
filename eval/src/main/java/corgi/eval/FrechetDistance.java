package corgi.eval;

import com.google.auto.service.AutoService;
import java.util.Map;

/**
 * The squared Fréchet distance of two Gaussians with the moments of the features of drawn and of
 * real pictures,
 *
 * <pre>  d² = ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2·(Σ₁Σ₂)^½)</pre>
 *
 * Dowson and Landau 1982, "The Fréchet distance between multivariate normal distributions"; as a
 * score of generated pictures Heusel et al. 2017, 1706.08500, eq. 6. It is biased upwards by about
 * 1/n, so only samples of one size compare, and it is no FID: the name says whose features they
 * are.
 */
@AutoService(Measure.class)
public final class FrechetDistance implements Measure {
  @Override
  public String name() {
    return "frechet";
  }

  @Override
  public String summary() {
    return "Fréchet distance to real pictures in the named features; good is as other real ones";
  }

  @Override
  public Map<String, Double> of(Sample sample) {
    double distance =
        between(Moments.of(sample.subjectFeatures()), Moments.of(sample.reference().features()));
    return Map.of("%s[%s]".formatted(name(), sample.features()), distance);
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
    if (one.mean().length != two.mean().length) {
      throw new IllegalArgumentException(
          "features of %d and of %d numbers: must be as many"
              .formatted(one.mean().length, two.mean().length));
    }
    double traces = 0;
    for (int i = 0; i < one.mean().length; i++) {
      traces += one.covariance()[i][i] + two.covariance()[i][i];
    }
    double[][] product =
        times(
            SymmetricEigen.of(one.covariance()).squareRoot(),
            SymmetricEigen.of(two.covariance()).squareRoot());
    return Vectors.squaredDistance(one.mean(), two.mean())
        + traces
        - 2 * SingularValues.sum(product);
  }

  private static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }
}

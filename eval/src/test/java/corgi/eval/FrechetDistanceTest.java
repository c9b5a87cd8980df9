package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest implements MetricLaws {
  private static final double[] ZERO = {0, 0};

  @Override
  public FrechetDistance metric() {
    return new FrechetDistance();
  }

  @Test
  void inOneDimensionIsDifferenceOfMeansAndOfDeviationsSquared() {
    Moments a = new Moments(new double[] {1}, new double[][] {{9}});
    Moments b = new Moments(new double[] {3}, new double[][] {{.25}});
    assertThat(FrechetDistance.between(a, b)).isCloseTo(4 + 2.5 * 2.5, within(1e-12));
  }

  @Test
  void agreesWithTheClosedFormOfTwoByTwoMatricesThatDoNotCommute() {
    Moments a = new Moments(ZERO, new double[][] {{4, 0}, {0, 1}});
    Moments b = new Moments(ZERO, new double[][] {{2.5, 1.5}, {1.5, 2.5}}); // a, turned by 45°
    // tr √M = √(tr M + 2·√det M); here tr ab = 12.5, det ab = 16
    double expected = 10 - 2 * Math.sqrt(12.5 + 2 * 4);
    assertThat(FrechetDistance.between(a, b)).isCloseTo(expected, within(1e-12));
    assertThat(FrechetDistance.between(b, a)).isCloseTo(expected, within(1e-12));
    assertThat(FrechetDistance.between(b, b)).isCloseTo(0, within(1e-12));
  }

  @Test
  void worksForCovariancesWithoutFullRank() {
    Moments line = new Moments(ZERO, new double[][] {{1, 1}, {1, 1}}); // along (1, 1), variance 2
    Moments point = new Moments(new double[] {3, 4}, new double[2][2]);
    assertThat(FrechetDistance.between(line, point)).isCloseTo(25 + 2, within(1e-12));
    assertThat(FrechetDistance.between(line, line)).isCloseTo(0, within(1e-7));
  }

  @Test
  void ofASetAndItselfIsZeroEvenWhereFeaturesOutnumberIt() {
    List<double[]> few = Features.normal(20, 64, 5);
    Moments moments = Moments.of(few);
    assertThat(FrechetDistance.between(moments, moments)).isCloseTo(0, within(1e-11));
  }

  @Test
  void ofCovariancesThatCommuteIsByTheDeviationsAlone() {
    int n = 200; // one is 4 times the other
    Moments one = Moments.of(Features.normal(300, n, 6));
    double[][] larger = new double[n][n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += one.covariance()[i][i];
      for (int j = 0; j < n; j++) {
        larger[i][j] = 4 * one.covariance()[i][j];
      }
    }
    double distance = FrechetDistance.between(one, new Moments(one.mean(), larger));
    assertThat(distance).isCloseTo(trace, within(1e-10 * trace)); // (2 − 1)²·σ²
  }

  @Test
  void refusesMomentsOfAnotherSizeOrNotFinite() {
    Moments plane = new Moments(ZERO, new double[2][2]);
    Moments line = new Moments(new double[1], new double[1][1]);
    assertThatThrownBy(() -> FrechetDistance.between(plane, line))
        .hasMessage("features of 2 and of 1 numbers: must be as many");
    assertThatThrownBy(() -> new Moments(ZERO, new double[1][1]))
        .hasMessageContaining("a mean of 2 numbers, a covariance of 1 rows");
    assertThatThrownBy(() -> new Moments(new double[] {0, Double.NaN}, new double[2][2]))
        .hasMessage("mean: holds NaN: must be finite");
    assertThatThrownBy(() -> new Moments(ZERO, new double[2][1]))
        .hasMessageContaining("row 0 of the covariance: has 1 numbers");
  }

  @Test
  void namesTheFeatures() {
    // means 3 and 0; variances over N − 1: 2, and 4/5 of −1, 0 and 1, twice each
    double deviations = Math.sqrt(2) - Math.sqrt(.8);
    double expected = 9 + deviations * deviations;
    Measurement distance = metric().of(Pixels.evidence(2, 4)).get(0);
    assertThat(distance.name()).isEqualTo("frechet[toy@12345678]");
    assertThat(distance.reference()).isEqualTo("6 real ones");
    assertThat(distance.value()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void onlyTheOfficialFeaturesMakeItFid() {
    FeatureSet toy = Pixels.features(2, 4);
    var official = new FeatureSet(toy.name(), true, 2, toy.moments(), toy.kept());
    Evidence evidence = Pixels.evidence(Pixels.evidence(2, 4).shown(), official);
    assertThat(metric().of(evidence)).extracting(Measurement::name).containsExactly("FID");
  }

  @Test
  void momentsThatAreWeightedAreThoseOfRepetitions() {
    double[][] rows = {{1, 2}, {3, 8}, {5, 2}};
    Moments weighted = Moments.weighted(rows, new double[] {2, 0, 1});
    Moments repeated = Moments.of(List.of(rows[0], rows[0], rows[2]));
    assertThat(weighted.mean()).containsExactly(repeated.mean(), within(1e-14));
    for (int i = 0; i < 2; i++) {
      assertThat(weighted.covariance()[i]).containsExactly(repeated.covariance()[i], within(1e-13));
    }
  }

  @Test
  void momentsAreOverOneLessThanTheNumber() {
    Moments moments = Moments.of(List.of(new double[] {1, 2}, new double[] {3, 8}));
    assertThat(moments.mean()).containsExactly(2, 5);
    assertThat(moments.covariance()[0]).containsExactly(2, 6);
    assertThat(moments.covariance()[1]).containsExactly(6, 18);
    assertThatThrownBy(() -> Moments.of(List.of(ZERO)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 vectors");
  }
}

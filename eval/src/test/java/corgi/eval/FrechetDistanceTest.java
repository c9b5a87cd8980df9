package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest implements MeasureLaws {
  private static final double[] ZERO = {0, 0};

  @Override
  public FrechetDistance measure() {
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
  void namesTheFeatures() {
    // means 3 and 0; variances over N − 1: 2 and, of the reference's −1 and 1, 2
    assertThat(measure().of(Pixels.sample(2, 4)))
        .hasEntrySatisfying("frechet[toy@12345678]", d -> assertThat(d).isCloseTo(9, within(1e-7)));
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

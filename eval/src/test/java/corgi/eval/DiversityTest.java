package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiversityTest implements MetricLaws {
  @Override
  public Diversity metric() {
    return new Diversity();
  }

  @Test
  void isTheMeanOverPairs() {
    assertThat(value(0, 3, 4)).isCloseTo(8 / 3.0, within(1e-12)); // 3, 4 and 1
    assertThat(value(5, 5)).isZero();
  }

  private double value(double... features) {
    return metric().of(Pixels.evidence(features)).get(0).value();
  }

  @Test
  void distancesAreEuclidean() {
    assertThat(Diversity.pairs(new double[][] {{0, 0}, {3, -4}}).mean()).isEqualTo(5);
  }

  @Test
  void repetitionsOfAPictureAreNotPaired() {
    PairMean pairs = Diversity.pairs(new double[][] {{0}, {3}, {4}});
    assertThat(pairs.weighted(new double[] {1, 1, 1})).isCloseTo(8 / 3.0, within(1e-6));
    assertThat(pairs.weighted(new double[] {2, 1, 0})).isCloseTo(3, within(1e-6));
  }
}

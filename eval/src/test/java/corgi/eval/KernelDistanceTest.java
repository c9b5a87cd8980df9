package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelDistanceTest {
  private static final List<double[]> ONE = List.of(new double[] {1}, new double[] {2});
  private static final List<double[]> TWO =
      List.of(new double[] {0}, new double[] {1}, new double[] {-1});

  @Test
  void countsNoVectorWithItself() {
    // k(x, y) = xy + 1: of 1·2; of 0·1, 0·(−1) and 1·(−1); of 1 and of 2 with 0, 1 and −1
    double across = (1 + 2 + 0 + 1 + 3 - 1) / 6.0;
    double expected = 3 + 2 / 3.0 - 2 * across;
    assertThat(new KernelDistance(1, 1, 1).between(ONE, TWO)).isCloseTo(expected, within(1e-14));
    assertThat(new KernelDistance(1, 1, 1).between(TWO, ONE)).isCloseTo(expected, within(1e-14));
  }

  @Test
  void ofTwoSetsOfOneDistributionIsNearZeroOnEitherSide() {
    double largest = 0;
    double sum = 0;
    for (int seed = 0; seed < 20; seed++) {
      double distance =
          KernelDistance.ofFeatures(4)
              .between(Features.normal(100, 4, 2L * seed), Features.normal(100, 4, 2L * seed + 1));
      largest = Math.max(largest, Math.abs(distance));
      sum += distance;
    }
    assertThat(largest).isLessThan(0.3);
    assertThat(sum / 20).isCloseTo(0, within(0.03)); // with bias it would be some 2·7/100 more
  }

  @Test
  void ofFeaturesIsTheKernelOfThePaper() {
    assertThat(KernelDistance.ofFeatures(2048)).isEqualTo(new KernelDistance(3, 1 / 2048.0, 1));
  }

  @Test
  void refusesWhatIsNoKernelOrNoSet() {
    assertThatThrownBy(() -> new KernelDistance(0, 1, 1)).hasMessageContaining("+ 1.0)^0");
    assertThatThrownBy(() -> new KernelDistance(3, 0, 1)).hasMessageContaining("(0.0·xᵀy");
    assertThatThrownBy(() -> new KernelDistance(3, 1, Double.NaN)).hasMessageContaining("NaN");
    var kernel = KernelDistance.ofFeatures(1);
    assertThatThrownBy(() -> kernel.between(ONE.subList(0, 1), TWO))
        .hasMessage("1 first vectors: must be at least 2");
    assertThatThrownBy(() -> kernel.between(ONE, Features.normal(3, 2, 0)))
        .hasMessageContaining("vectors of 1 numbers against vectors of 2");
  }
}

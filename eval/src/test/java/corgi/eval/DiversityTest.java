package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiversityTest implements MeasureLaws {
  @Override
  public Diversity measure() {
    return new Diversity();
  }

  @Test
  void isTheMeanOverPairs() {
    assertThat(measure().of(Pixels.sample(0, 3, 4)).get("diversity"))
        .isCloseTo(8 / 3.0, within(1e-12)); // 3, 4 and 1
    assertThat(measure().of(Pixels.sample(5, 5))).containsEntry("diversity", 0.0);
  }

  @Test
  void distancesAreEuclidean() {
    assertThat(Diversity.meanDistance(List.of(new double[] {0, 0}, new double[] {3, -4})))
        .isEqualTo(5);
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossHistoryTest {
  private final LossHistory history = new LossHistory(3);

  private void add(int t, double loss, int times) {
    for (int i = 0; i < times; i++) {
      history.add(t, (float) loss);
    }
  }

  @Test
  void allTimesAreAlikeUntilEachHasTenLosses() {
    add(0, 5, 30);
    add(1, 1, 10);
    add(2, 1, 9);
    assertThat(history.probabilities()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
    add(2, 1, 1);
    assertThat(history.probabilities()[0]).isGreaterThan(0.6);
  }

  @Test
  void probabilitiesByHand() {
    add(0, 1, 5);
    add(0, 7, 5); // √((1 + 49)/2) = 5
    add(1, 3, 10);
    add(2, 2, 10);
    double[] p = history.probabilities();
    double third = 0.001 / 3;
    assertThat(p)
        .containsExactly(
            new double[] {0.999 * 0.5 + third, 0.999 * 0.3 + third, 0.999 * 0.2 + third},
            within(1e-9));
    assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-12));
  }

  @Test
  void theOldestLossIsForgotten() {
    add(0, 100, 7);
    add(0, 1, 3);
    add(1, 1, 10);
    add(2, 1, 10);
    add(0, 1, 6); // one of the 100 is left
    assertThat(history.probabilities()[0]).isGreaterThan(0.9);
    add(0, 1, 1);
    assertThat(history.probabilities()[0]).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void nothingButZerosIsUniform() {
    for (int t = 0; t < 3; t++) {
      add(t, 0, 10);
    }
    assertThat(history.probabilities())
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
  }

  @Test
  void contentsAreWhatIsRemembered() {
    add(0, 4, 10);
    add(1, 3, 10);
    add(2, 2, 12);
    LossHistory other = new LossHistory(3);
    history
        .contents()
        .forEach(
            (name, values) ->
                System.arraycopy(values, 0, other.contents().get(name), 0, values.length));
    assertThat(other.probabilities()).isEqualTo(history.probabilities());
    assertThat(other.probabilities()[0]).isGreaterThan(0.4);
  }
}

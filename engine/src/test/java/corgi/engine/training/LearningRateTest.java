package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.training.LearningRate.Schedule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningRateTest {
  private final LearningRate rate = new LearningRate(0.001, 10, 0.4);

  @Test
  void warmsUpStaysAndFalls() {
    assertThat(rate.at(0, 0)).isCloseTo(0.0001, within(1e-12));
    assertThat(rate.at(9, 0.1)).isEqualTo(0.001);
    assertThat(rate.at(50, 0.6)).isEqualTo(0.001);
    assertThat(rate.at(80, 0.8)).isCloseTo(0.0005, within(1e-12)); // half way down a cosine
    assertThat(rate.at(100, 1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void withoutAFallItStays() {
    assertThat(new LearningRate(0.1, 0, 0).at(0, 1)).isEqualTo(0.1);
  }

  @Test
  void fallsByItsSchedule() {
    assertThat(Schedule.CONSTANT.rate(0.2, 0).at(999, 0.99)).isEqualTo(0.2);
    assertThat(shares(Schedule.COSINE)) // (1 + cos πs)/2
        .containsExactly(new double[] {1, 0.853553391, 0.5, 0.146446609, 0}, within(1e-9));
    assertThat(shares(Schedule.LINEAR))
        .containsExactly(new double[] {1, 0.75, 0.5, 0.25, 0}, within(1e-12));
    assertThat(shares(Schedule.LATE)) // at ¾ it is 2/7 into the fall
        .containsExactly(new double[] {1, 1, 1, 0.811744901, 0}, within(1e-9));
  }

  /** The shares of the peak at 0, ¼, ½, ¾ and 1 of the run. */
  private static double[] shares(Schedule schedule) {
    LearningRate rate = schedule.rate(2, 0);
    return IntStream.rangeClosed(0, 4).mapToDouble(i -> rate.at(i, i / 4.0) / 2).toArray();
  }

  @Test
  void everyScheduleWarmsUp() {
    for (Schedule schedule : Schedule.values()) {
      assertThat(schedule.rate(2, 4).at(0, 0)).isEqualTo(0.5);
      assertThat(schedule.rate(2, 4).at(3, 0)).isEqualTo(2);
    }
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new LearningRate(Double.NaN, 1, 0.1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new LearningRate(1e300, 1, 0.1)).hasMessageContaining("1.0E300");
    assertThatThrownBy(() -> new LearningRate(1, -2, 0.1)).hasMessageContaining("warm-up -2");
    assertThatThrownBy(() -> new LearningRate(0, 1, 0.1)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> new LearningRate(1, 1, 1.5)).hasMessageContaining("1.5");
  }

  @Test
  void aLimitIsReachedByItsFirst() {
    Limit limit = new Limit(100, 10, 1000);
    assertThat(limit.done(new Counters(50, 100, 60))).isEqualTo(0.5);
    assertThat(limit.done(new Counters(10, 100, 540))).isCloseTo(0.9, within(1e-12));
    assertThat(limit.done(new Counters(10, 2000, 0))).isEqualTo(1);
    assertThatThrownBy(() -> Limit.ofSteps(0)).hasMessageContaining("steps = 0: must be positive");
  }
}

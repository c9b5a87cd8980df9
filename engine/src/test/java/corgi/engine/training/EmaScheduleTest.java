package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.training.EmaSchedule.Curve;
import corgi.engine.training.EmaSchedule.PowerLaw;
import corgi.engine.training.EmaSchedule.Warmup;
import org.junit.jupiter.api.Test;

class EmaScheduleTest {
  @Test
  void beginsByForgettingSoon() {
    EmaSchedule schedule = EmaSchedule.of(0.999);
    assertThat(schedule.decay(1)).isEqualTo(2 / 11.0);
    assertThat(schedule.decay(90)).isEqualTo(0.91);
    assertThat(schedule.decay(100_000)).isEqualTo(0.999);
  }

  @Test
  void warmsUpToTheDecaysThatItsAuthorSays() {
    assertThat(new Warmup(1, 2 / 3.0).at(31_600)).isCloseTo(0.999, within(1e-6));
    assertThat(new Warmup(1, 0.75).at(10_000)).isCloseTo(0.999, within(1e-6));
    assertThat(new Warmup(1, 1).at(9)).isCloseTo(0.9, within(1e-12)); // a plain average of ten
  }

  @Test
  void ofAPowerLawWeighsStepsByTheirPower() {
    // the average of w_i = i, whose weights are ∝ i^γ for large i: n·(γ + 1)/(γ + 2)
    EmaSchedule schedule = new EmaSchedule(new PowerLaw(6.94), 0, 1, 0);
    double average = 0;
    for (int n = 1; n <= 10_000; n++) {
      average += (1 - schedule.decay(n)) * (n - average);
    }
    assertThat(average / 10_000).isCloseTo(7.94 / 8.94, within(1e-3));
  }

  @Test
  void isTheWeightsThemselvesAtFirstAndNeverDecaysLessThanTheLeast() {
    EmaSchedule schedule = new EmaSchedule(Curve.RATIONAL, 0.5, 0.9, 3);
    assertThat(schedule.decay(3)).isZero();
    assertThat(schedule.decay(4)).isEqualTo(0.5);
    assertThat(schedule.decay(23)).isEqualTo(21 / 30.0);
    assertThat(schedule.decay(1000)).isEqualTo(0.9);
  }

  @Test
  void refusesDecaysOutOfRange() {
    assertThatThrownBy(() -> EmaSchedule.of(1.1)).hasMessageContaining("from 0.0 to 1.1");
    assertThatThrownBy(() -> EmaSchedule.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new EmaSchedule(Curve.RATIONAL, -0.1, 1, 0))
        .hasMessageContaining("from -0.1");
    assertThatThrownBy(() -> new EmaSchedule(Curve.RATIONAL, 0, 1, -1))
        .hasMessageContaining("after -1 steps");
    assertThatThrownBy(() -> new Warmup(0, 1)).hasMessageContaining("γ = 0.0");
    assertThatThrownBy(() -> new PowerLaw(-1)).hasMessageContaining("γ = -1.0");
  }
}

package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Longer lists are recorded. */
class RespacingTest {
  @Test
  void sectionsByHand() {
    assertThat(Respacing.times(4, "")).containsExactly(0, 1, 2, 3);
    assertThat(Respacing.times(10, "4")).containsExactly(0, 3, 6, 9);
    assertThat(Respacing.times(10, "3")).as("4.5 rounds to even").containsExactly(0, 4, 9);
    // Of 11 steps the first two sections have 4, the last has 3
    assertThat(Respacing.times(11, "1,2,3")).containsExactly(0, 4, 7, 8, 9, 10);
    assertThat(Respacing.times(10, "0, 2")).containsExactly(5, 9);
  }

  @Test
  void strideByHand() {
    assertThat(Respacing.times(10, "ddim4")).containsExactly(0, 3, 6, 9);
    assertThat(Respacing.times(10, "ddim10")).hasSize(10);
    assertThat(Respacing.times(10, "ddim2")).as("the smallest stride").containsExactly(0, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10|11|respacing '11' of 10 steps: section 1 has 10 steps, 11 is too many",
        "10|5,6|respacing '5,6' of 10 steps: section 2 has 5 steps, 6 is too many",
        "1000|ddim600|respacing 'ddim600' of 1000 steps: no whole stride keeps 600; the nearest is ddim500",
        "10|ddim1|respacing 'ddim1' of 10 steps: no whole stride keeps 1; the nearest is ddim2",
        "10|0|respacing '0' of 10 steps: keeps no step; at least one section needs some",
        "0|1|steps = 0: must be at least 1",
      })
  void refusesWhatIsImpossible(int steps, String respacing, String message) {
    assertThatThrownBy(() -> Respacing.times(steps, respacing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ddim", "2,", "-3", "a", "1e1", "99999999999"})
  void refusesWhatIsNoNumber(String respacing) {
    assertThatThrownBy(() -> Respacing.times(10, respacing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("respacing '%s' of 10 steps: '".formatted(respacing))
        .hasMessageContaining("is no number of steps");
  }
}

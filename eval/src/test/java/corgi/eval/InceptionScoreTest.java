package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class InceptionScoreTest implements MetricLaws {
  @Override
  public InceptionScore metric() {
    return new InceptionScore();
  }

  private static final double[] A = {1, 0, 0};
  private static final double[] B = {0, 1, 0};
  private static final double[] C = {0, 0, 1};

  @Test
  void ofSureAnswersIsTheNumberOfDifferentOnes() {
    assertThat(InceptionScore.of(List.of(A, B, C), 5000)).isCloseTo(3, within(1e-14));
    assertThat(InceptionScore.of(List.of(A, A), 5000)).isEqualTo(1);
  }

  @Test
  void isTheMeanOverSplitsTheLastOfWhichMayBeSmaller() {
    assertThat(InceptionScore.of(List.of(A, B, C, C, C), 2))
        .isCloseTo((2 + 1 + 1) / 3.0, within(1e-14));
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> InceptionScore.of(List.of(A, B), 0))
        .hasMessage("splits of 0: must be at least 1");
    assertThatThrownBy(() -> InceptionScore.of(List.of(), 2)).hasMessageContaining("0 dist");
    assertThatThrownBy(() -> InceptionScore.of(List.of(new double[] {0.5, 0.4}), 2))
        .hasMessageContaining("probabilities that sum to 0.9");
    assertThatThrownBy(() -> InceptionScore.of(List.of(new double[] {1.5, -0.5}), 2))
        .hasMessage("probability -0.5: must not be negative");
  }
}

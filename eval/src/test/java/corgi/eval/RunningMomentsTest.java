package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunningMomentsTest {
  private final RunningMoments running = new RunningMoments();

  @Test
  void areThoseOfTheWholeSetAtAnyTime() {
    running.add(new double[] {1, 2});
    running.add(new double[] {3, 8});
    assertThat(running.moments().covariance()).isDeepEqualTo(new double[][] {{2, 6}, {6, 18}});
    running.add(new double[] {5, 2});
    assertThat(running.moments().mean()).containsExactly(3, 4);
    assertThat(running.moments().covariance()).isDeepEqualTo(new double[][] {{4, 0}, {0, 12}});
    assertThat(running.count()).isEqualTo(3);
  }

  @Test
  void keepTheVarianceOfNumbersThatAreLargeBesideIt() {
    for (int i = 0; i < 1000; i++) {
      running.add(new double[] {1e9 + i % 2});
    }
    assertThat(running.moments().covariance()[0][0]).isCloseTo(0.25 * 1000 / 999, within(1e-6));
  }

  @Test
  void takeSeveralInAtOnce() {
    List<double[]> all = Features.normal(50, 3, 9);
    for (int from : new int[] {0, 1, 20}) {
      int to = from == 0 ? 1 : from == 1 ? 20 : 50;
      running.addAll(all.subList(from, to).stream().map(RunningMomentsTest::floats).toList());
    }
    Moments expected = Moments.of(all);
    assertThat(running.count()).isEqualTo(50);
    assertThat(running.moments().mean()).containsExactly(expected.mean(), within(1e-12));
    for (int i = 0; i < 3; i++) {
      assertThat(running.moments().covariance()[i])
          .containsExactly(expected.covariance()[i], within(1e-12));
    }
  }

  private static float[] floats(double[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) vector[i];
    }
    return floats;
  }

  @Test
  void whatIsReturnedDoesNotChangeAfterwards() {
    running.add(new double[] {0});
    running.add(new double[] {2});
    Moments before = running.moments();
    running.add(new double[] {10});
    assertThat(before.mean()).containsExactly(1);
  }

  @Test
  void refuseAVectorOfAnotherLengthOrNotFiniteAndTooFew() {
    assertThatThrownBy(running::moments).hasMessage("0 vectors: a covariance needs at least 2");
    assertThatThrownBy(() -> running.add(new double[0])).hasMessageContaining("has 0 numbers");
    running.add(new double[] {1, 2});
    assertThatThrownBy(running::moments).hasMessageContaining("1 vectors");
    assertThatThrownBy(() -> running.add(new double[] {1}))
        .hasMessage("vector 1: has 1 numbers, the first has 2: must be as many, at least 1");
    assertThatThrownBy(() -> running.add(new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessage("vector 1: holds Infinity: must be finite");
    assertThat(running.count()).isEqualTo(1);
  }
}

package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearnedVarianceTest {
  private final NDManager manager = Tensors.manager();

  /** From ᾱ = .36 to ᾱ′ = .6: β = 1 − .36/.6 = .4, β̃ = (1 − .6)/(1 − .36)·.4 = .25. */
  private static final Stage STEP = step(NoiseLevel.ofAlphaBar(0.36, 9), 0.6);

  private static Stage step(NoiseLevel from, double alphaBar) {
    return new Stage(from, NoiseLevel.ofAlphaBar(alphaBar, 4), 0, 2, true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void rangeGoesFromThePosteriorToBetaInTheLogarithm() {
    NDArray v = manager.create(new float[] {-1, 1, 0, 2});
    double low = Math.log(0.25);
    double high = Math.log(0.4);
    assertThat(LearnedVariance.RANGE.log(v, STEP).toFloatArray())
        .containsExactly(
            new float[] {
              (float) low,
              (float) high,
              (float) ((low + high) / 2),
              (float) (high + 0.5 * (high - low))
            },
            within(1e-6f));
  }

  @Test
  void theLastStepStaysFinite() {
    NDArray v = manager.create(new float[] {-1, 1});
    float[] log =
        LearnedVariance.RANGE.log(v, step(NoiseLevel.ofAlphaBar(0.99, 0), 1)).toFloatArray();
    assertThat(log[0]).isLessThan(-40).isGreaterThan(-100);
    assertThat(log[1]).isCloseTo((float) Math.log(0.01), within(1e-4f));
  }

  /** The step before the last is the one from .36 to .6, with β̃ = .25; the last has β = .4. */
  @Test
  void clippedTheLastStepTakesThePosteriorOfTheOneBefore() {
    NoiseLevel level = NoiseLevel.ofAlphaBar(0.6, 0);
    Stage last = new Stage(level, NoiseLevel.CLEAN, 1, 2, true, STEP.level());
    NDArray v = manager.create(new float[] {-1, 1, 0});
    float low = (float) Math.log(0.25);
    float high = (float) Math.log(0.4);
    assertThat(LearnedVariance.RANGE_CLIPPED.log(v, last).toFloatArray())
        .containsExactly(new float[] {low, high, (low + high) / 2}, within(1e-6f));
    assertThat(LearnedVariance.RANGE_CLIPPED.log(v, STEP).toFloatArray())
        .as("other steps")
        .containsExactly(LearnedVariance.RANGE.log(v, STEP).toFloatArray());
    assertThatThrownBy(
            () -> LearnedVariance.RANGE_CLIPPED.log(v, step(NoiseLevel.ofAlphaBar(0.6, 0), 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take at least 2 steps");
  }

  @Test
  void directIsTheVarianceItself() {
    NDArray v = manager.create(new float[] {1, 0.25f});
    assertThat(LearnedVariance.DIRECT.log(v, STEP).toFloatArray())
        .containsExactly(new float[] {0, (float) Math.log(0.25)}, within(1e-6f));
  }
}

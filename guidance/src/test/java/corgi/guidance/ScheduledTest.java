package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.guidance.Scheduled.Shape;
import org.junit.jupiter.api.Test;

class ScheduledTest implements ModifierLaws {
  private static final Guidance INSIDE = new ClassifierFree(3);

  @Override
  public ModifierPlugin plugin() {
    return new Scheduled.Linear();
  }

  private static Stage at(int index) {
    return new Stage(new NoiseLevel(0.8, 0.6, 500), NoiseLevel.CLEAN, index, 5, true);
  }

  private static double[] weights(Scheduled scheduled) {
    double[] weights = new double[5];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = scheduled.weight(at(i));
    }
    return weights;
  }

  @Test
  void theWeightGrowsFromNoneToTwiceAndIsOneInTheMean() {
    assertThat(weights(new Scheduled(Shape.LINEAR, 0, 1, INSIDE)))
        .containsExactly(new double[] {0, 0.5, 1, 1.5, 2}, within(1e-12));
    double r = Math.sqrt(0.5);
    assertThat(weights(new Scheduled(Shape.COSINE, 0, 1, INSIDE)))
        .containsExactly(new double[] {0, 1 - r, 1, 1 + r, 2}, within(1e-12));
    assertThat(weights(new Scheduled(Shape.LINEAR, 0.75, 1, INSIDE)))
        .containsExactly(new double[] {0.75, 0.75, 1, 1.5, 2}, within(1e-12));
    assertThat(weights(new Scheduled(Shape.LINEAR, 0, 0.5, INSIDE)))
        .containsExactly(new double[] {0.5, 0.75, 1, 1.25, 1.5}, within(1e-12));
  }

  @Test
  void classifierFreeGuidanceGetsAGammaOfItsOwnEveryStep() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, -1});
      NDArray u = hand.images(new float[] {0.25f, 0});
      for (int i = 0; i < 5; i++) {
        Guidance same = new ClassifierFree(1 + 0.5 * i * 2); // 1 + w·(3 − 1)
        assertThat(hand.combine(new Scheduled(Shape.LINEAR, 0, 1, INSIDE), at(i), c, u))
            .containsExactly(hand.combine(same, c, u), within(1e-6f));
      }
    }
  }

  @Test
  void aStepWithoutWeightCostsOneEvaluation() {
    Guidance scheduled = new Scheduled(Shape.COSINE, 0, 1, INSIDE);
    assertThat(scheduled.evaluations(at(0))).containsExactly(CONDITIONAL);
    assertThat(scheduled.evaluations(at(1))).contains(UNCONDITIONAL);
  }

  @Test
  void aRunOfOneStepHasTheMeanWeight() {
    Stage only = new Stage(new NoiseLevel(0.8, 0.6, 500), NoiseLevel.CLEAN, 0, 1, true);
    assertThat(new Scheduled(Shape.LINEAR, 0, 1, INSIDE).weight(only)).isEqualTo(1);
  }

  @Test
  void aStrategyThatIgnoresThePromptIsLeftAlone() {
    Guidance scheduled = new Scheduled(Shape.LINEAR, 0, 1, new NoGuidance());
    assertThat(scheduled.evaluations(at(0))).containsExactly(UNCONDITIONAL);
  }

  @Test
  void refusesBadSettingsAndPrintsItself() {
    assertThatThrownBy(() -> new Scheduled(Shape.LINEAR, 3, 1, INSIDE))
        .hasMessage("m = 3.0: must be in [0, 2]");
    assertThatThrownBy(() -> new Scheduled(Shape.LINEAR, 0, 2, INSIDE))
        .hasMessage("amount = 2.0: must be in [0, 1]");
    assertThat(new Scheduled(Shape.COSINE, 0.5, 1, INSIDE))
        .hasToString("Scheduled(COSINE, m=0.5, amount=1.0, ClassifierFree(γ=3.0))");
  }
}

package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.guidance.Interval.Axis;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalTest implements ModifierLaws {
  private static final Guidance INSIDE = new ClassifierFree(3);

  @Override
  public ModifierPlugin plugin() {
    return new Interval.Named();
  }

  @Override
  public Map<String, Double> active() {
    return Map.of("low", 0.2, "high", 4.0);
  }

  private static Stage at(double alpha, double sigma, double t) {
    return new Stage(new NoiseLevel(alpha, sigma, t), NoiseLevel.CLEAN, 0, 2, true);
  }

  @Test
  void inKappaTheLowerEndIsOutsideAndTheUpperInside() {
    Guidance interval = new Interval(Axis.KAPPA, 0.5, 2, INSIDE);
    assertThat(interval.evaluations(at(0.5, 0.25, 999))).containsExactly(CONDITIONAL); // κ = .5
    assertThat(interval.evaluations(at(0.5, 0.26, 0))).contains(UNCONDITIONAL);
    assertThat(interval.evaluations(at(0.5, 1, 0))).contains(UNCONDITIONAL); // κ = 2
    assertThat(interval.evaluations(at(0.5, 1.01, 0))).containsExactly(CONDITIONAL);
    assertThat(interval.evaluations(at(0, 1, 0))).containsExactly(CONDITIONAL); // κ = ∞
  }

  @Test
  void inTimeLikewise() {
    Guidance interval = new Interval(Axis.TIME, 200, 800, INSIDE);
    assertThat(interval.evaluations(at(0.5, 1, 200))).containsExactly(CONDITIONAL);
    assertThat(interval.evaluations(at(0.5, 1, 201))).contains(UNCONDITIONAL);
    assertThat(interval.evaluations(at(0.5, 1, 800))).contains(UNCONDITIONAL);
    assertThat(interval.evaluations(at(0.5, 1, 801))).containsExactly(CONDITIONAL);
  }

  @Test
  void outsideIsThePlainConditionalAnswer() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f});
      NDArray u = hand.images(new float[] {0.25f});
      Guidance interval = new Interval(Axis.KAPPA, 0.5, 2, INSIDE);
      assertThat(hand.combine(interval, at(0.8, 0.6, 0), c, u)).containsExactly(1); // κ = .75
      assertThat(hand.combine(interval, at(0.8, 2.4, 0), c, u)).containsExactly(0.5f); // κ = 3
    }
  }

  @Test
  void onlyTheStepsInsideCostTwoEvaluations() {
    try (World world = new World()) {
      // κ falls from 20 to .05 by 400^(1/7) = 2.35: 20, 8.5, 3.6, 1.5, .65, .28, .12, .05
      world.draw(new Interval(Axis.KAPPA, 0.5, 4, INSIDE), new long[] {1}, 0);
      assertThat(world.forwards).isEqualTo(8);
      assertThat(world.rows).isEqualTo(8 + 3);
    }
  }

  @Test
  void outsideAClassifierIsNotAsked() {
    Guidance classifier = new ByClassifier(3, ByClassifier.Form.SCORE);
    try (World world = new World()) {
      var stage = World.stage(4);
      double kappa = stage.level().kappa();
      NDArray x = world.state(4, 1);
      Guidance below = new Interval(Axis.KAPPA, 0, kappa * 0.9, classifier);
      assertThat(world.guided(below, x, stage, 1).toFloatArray())
          .isEqualTo(world.answer(x, stage, UNCONDITIONAL, 1).toFloatArray());
      Guidance within = new Interval(Axis.KAPPA, 0, kappa * 1.1, classifier);
      assertThat(world.guided(within, x, stage, 1).toFloatArray())
          .isEqualTo(world.guided(classifier, x, stage, 1).toFloatArray());
    }
  }

  @Test
  void aStrategyThatIgnoresThePromptIsLeftAlone() {
    Guidance none = new Interval(Axis.KAPPA, 0.5, 2, new NoGuidance());
    assertThat(none.evaluations(at(0.5, 5, 0))).containsExactly(UNCONDITIONAL);
  }

  @Test
  void refusesAnEmptyIntervalAndPrintsItself() {
    assertThatThrownBy(() -> new Interval(Axis.KAPPA, 2, 2, INSIDE))
        .hasMessage("low = 2.0, high = 2.0: low must be below high");
    assertThatThrownBy(() -> new Interval(Axis.TIME, 0, Double.NaN, INSIDE))
        .hasMessageContaining("NaN");
    assertThat(new Interval(Axis.TIME, 200, 800, INSIDE))
        .hasToString("Interval(200.0<t≤800.0, ClassifierFree(γ=3.0))");
  }
}

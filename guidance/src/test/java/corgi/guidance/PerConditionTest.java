package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Answer;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Side;
import corgi.engine.model.Steering;
import corgi.engine.model.Sum;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.engine.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerConditionTest {
  private static final Evaluation NO_POINTS = Evaluation.of(Side.without("points"));
  private static final Evaluation NO_MASK = Evaluation.of(Side.without("mask"));

  @Test
  void everyConditionIsFollowedByItsOwnStrength() {
    var both = new PerCondition(Map.of("points", 3.0, "mask", 0.5));
    // u = 2, without points 1.5, without a mask 3: 2 + (3 − 1)·(2 − 1.5) + (0.5 − 1)·(2 − 3)
    assertThat(combined(both, Map.of(Evaluation.UNCONDITIONAL, 2f, NO_POINTS, 1.5f, NO_MASK, 3f)))
        .isCloseTo(3.5f, within(1e-6f));
  }

  @Test
  void zeroTakesAConditionAwayAndOneChangesNothing() {
    Map<Evaluation, Float> answers = Map.of(Evaluation.UNCONDITIONAL, 2f, NO_POINTS, 1.5f);
    assertThat(combined(new PerCondition(Map.of("points", 0.0)), answers)).isEqualTo(1.5f);
    assertThat(combined(new PerCondition(Map.of("points", 1.0)), answers)).isEqualTo(2f);
  }

  @Test
  void whatIsFollowedAsTrainedIsNotAsked() {
    var one = new PerCondition(Map.of("points", 3.0, "mask", 1.0));
    assertThat(one.evaluations(World.stage(0)))
        .containsExactly(Evaluation.UNCONDITIONAL, NO_POINTS);
  }

  @Test
  void itIsAddedToAStrategyForThePrompt() {
    Guidance sum = new Sum(List.of(new ClassifierFree(4), new PerCondition(Map.of("points", 2.0))));
    Map<Evaluation, Float> answers =
        Map.of(Evaluation.UNCONDITIONAL, 2f, Evaluation.CONDITIONAL, 2.25f, NO_POINTS, 1.5f);
    // 2 + 4·0.25 + (2 − 1)·0.5
    assertThat(combined(sum, answers)).isCloseTo(3.5f, within(1e-6f));
  }

  @Test
  void itIsKnownByTheNamesOfAllConditions() {
    var plugin = Plugins.all(GuidancePlugin.class).get(Steering.CONDITIONS);
    assertThat(plugin.neutral().keySet()).contains("text", "label", "mask", "points");
    Guidance neutral =
        Plugins.create(GuidancePlugin.class, "guidance", new Spec(plugin.name(), plugin.neutral()));
    assertThat(neutral.evaluations(World.stage(0))).containsExactly(Evaluation.UNCONDITIONAL);
    Steering steering =
        new Steering(
            List.of(Spec.parse("cfg"), Spec.parse("conditions:points=2,mask=1.5")), 4, List.of());
    assertThat(steering.conditions()).containsExactly("mask", "points");
    assertThatThrownBy(() -> new PerCondition(Map.of("points", Double.NaN)))
        .hasMessageContaining("γ of points = NaN");
  }

  private static float combined(Guidance guidance, Map<Evaluation, Float> values) {
    try (NDManager manager = Tensors.manager()) {
      Map<Evaluation, Answer> answers = new LinkedHashMap<>();
      values.forEach(
          (asked, value) -> {
            NDArray clean = manager.create(value).reshape(1, 1, 1, 1);
            answers.put(asked, new Answer(clean, clean, null));
          });
      NDArray x = manager.zeros(new Shape(1, 1, 1, 1));
      return guidance.combine(x, World.stage(0), new Answers(answers, null)).getFloat();
    }
  }
}

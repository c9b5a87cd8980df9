package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Answers;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.guidance.ByClassifier.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Its central law is in {@link ExactClassifierTest}. */
class ByClassifierTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new ByClassifier.Score();
  }

  /** (σ²/α)·γ·g with g by differences of log p(y|x). */
  @Test
  void theShiftIsTheGradientTimesSigmaSquaredOverAlpha() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NoiseLevel level = stage.level();
      NDArray x = world.state(4, 1);
      float[] u = world.answer(x, stage, UNCONDITIONAL, 2).toFloatArray();
      float[] guided = world.guided(new ByClassifier(3, Form.SCORE), x, stage, 2).toFloatArray();
      double[] g = world.gradientByDifferences(x, stage, 2);
      for (int i = 0; i < u.length; i++) {
        double shift = 3 * level.sigma() * level.sigma() / level.alpha() * g[i];
        assertThat(guided[i] - u[i])
            .isCloseTo((float) shift, org.assertj.core.data.Offset.offset(0.02f));
      }
    }
  }

  @Test
  void onAConditionalModelTheShiftComesOnTopOfItsAnswer() {
    Guidance onTop = with(Map.of("conditional", 1.0));
    assertThat(onTop).isEqualTo(new ByClassifier(3, Form.SCORE, CONDITIONAL, 100));
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 1);
      NDArray shift =
          world
              .guided(new ByClassifier(3, Form.SCORE), x, stage, 2)
              .sub(world.answer(x, stage, UNCONDITIONAL, 2));
      NDArray expected = world.answer(x, stage, CONDITIONAL, 2).add(shift);
      GuidanceLaws.assertClose(world.guided(onTop, x, stage, 2), expected, 1e-5);
      assertThat(onTop.evaluations(stage)).containsExactly(CONDITIONAL);
    }
  }

  @Test
  void whatIsNotAskedForIsNotSteeredTo() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      float[] both =
          world.guided(new ByClassifier(3, Form.SCORE), x, World.stage(4), 0, 1).toFloatArray();
      float[] other =
          world.guided(new ByClassifier(3, Form.SCORE), x, World.stage(4), 0, 2).toFloatArray();
      int size = (int) World.IMAGE.size();
      assertThat(List.of(both).get(0)).hasSize(2 * size);
      for (int i = 0; i < size; i++) {
        assertThat(other[i]).as("the image of class 0").isEqualTo(both[i]);
      }
      assertThat(other).isNotEqualTo(both);
    }
  }

  @Test
  void withoutAClassifierItSaysSo() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {1});
      assertThatThrownBy(() -> hand.combine(new ByClassifier(2, Form.SCORE), c, c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there is none");
    }
  }

  @Test
  void atPureNoiseNothingIsSteered() {
    Stage noise = new Stage(new NoiseLevel(0, 1, 999), NoiseLevel.CLEAN, 0, 2, true);
    try (World world = new World()) {
      NDArray x = world.state(0, 1);
      Answers answers = world.model(1).answer(x, World.stage(0), List.of(UNCONDITIONAL));
      assertThat(new ByClassifier(5, Form.SCORE).combine(x, noise, answers))
          .isSameAs(answers.unconditional());
    }
  }

  /** A trained classifier's errors there would be multiplied by σ²/α. */
  @Test
  void aboveTheBoundTheClassifierIsNotAsked() {
    try (World world = new World()) {
      NDArray x = world.state(4, 1);
      Stage stage = World.stage(4);
      double kappa = stage.level().kappa();
      Answers answers = world.model(1).answer(x, stage, List.of(UNCONDITIONAL));
      assertThat(with(Map.of("high", kappa * 0.99)).combine(x, stage, answers))
          .isSameAs(answers.unconditional());
      assertThat(with(Map.of("high", kappa * 1.01)).combine(x, stage, answers).toFloatArray())
          .isEqualTo(new ByClassifier(3, Form.SCORE).combine(x, stage, answers).toFloatArray());
    }
  }

  @Test
  void refusesWhatIsNoNumberAndPrintsItself() {
    assertThatThrownBy(() -> new ByClassifier(Double.NaN, Form.SCORE))
        .hasMessageContaining("γ = NaN");
    assertThat(new ByClassifier(3, Form.SCORE)).hasToString("ByClassifier(γ=3.0, SCORE)");
    assertThat(new ByClassifier(3, Form.SCORE, CONDITIONAL).toString()).contains("on top of");
  }
}

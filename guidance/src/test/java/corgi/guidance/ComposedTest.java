package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Evaluation;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposedTest implements StrategyLaws {
  private static final Evaluation FIRST = Evaluation.of(new Side(0));
  private static final Evaluation SECOND = Evaluation.of(new Side(1));

  @Override
  public GuidancePlugin plugin() {
    return new Composed.Named();
  }

  /** u + 2·(c₁ − u) − ½·(c₂ − u), by hand. */
  @Test
  void everyPromptShiftsByItsOwnStrength() {
    try (Hand hand = new Hand()) {
      NDArray u = hand.images(new float[] {1, 0});
      NDArray one = hand.images(new float[] {2, 3});
      NDArray two = hand.images(new float[] {5, -2});
      var answers = Map.of(FIRST, one, SECOND, two, Evaluation.UNCONDITIONAL, u);
      assertThat(hand.combine(new Composed(List.of(2.0, -0.5)), answers))
          .containsExactly(new float[] {1, 7}, within(1e-6f));
    }
  }

  @Test
  void strengthsThatAddUpToOneNeedNoUnconditionalAnswer() {
    try (Hand hand = new Hand()) {
      NDArray one = hand.images(new float[] {2, 3});
      NDArray two = hand.images(new float[] {6, -1});
      var half = new Composed(List.of(0.5, 0.5));
      assertThat(half.evaluations(Hand.STAGE)).containsExactly(FIRST, SECOND);
      assertThat(hand.combine(half, Map.of(FIRST, one, SECOND, two)))
          .containsExactly(new float[] {4, 1}, within(1e-6f));
    }
  }

  @Test
  void aPromptWithoutStrengthIsNotAsked() {
    assertThat(new Composed(List.of(0.0, 3.0)).evaluations(Hand.STAGE))
        .containsExactly(SECOND, Evaluation.UNCONDITIONAL);
    assertThat(with(Map.of("gamma", 2.0, "gamma3", 0.0))).hasToString("Composed(γ=[2.0])");
    assertThat(with(Map.of("gamma", 2.0, "gamma2", -1.0))).hasToString("Composed(γ=[2.0, -1.0])");
  }

  @Test
  void refusesNoStrengthsAndNoNumbers() {
    assertThatThrownBy(() -> new Composed(List.of())).hasMessageContaining("no γ");
    assertThatThrownBy(() -> new Composed(List.of(1.0, Double.NaN)))
        .hasMessageContaining("γ = NaN");
  }
}

package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.EMPTY;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.GuidancePlugin;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerpNegTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new PerpNeg.Named();
  }

  /**
   * Δ₊ = (1, 1), Δ₋ = (3, 1) = 2·Δ₊ + (1, −1): only (1, −1) is subtracted, half of it, and the rest
   * doubled. The second image has Δ₊ = (0, 2), Δ₋ = (1, 4), of which (1, 0) is perpendicular.
   */
  @Test
  void onlyThePerpendicularPartIsSubtracted() {
    try (Hand hand = new Hand()) {
      NDArray u = hand.images(new float[] {1, 2}, new float[] {0, 0});
      NDArray c = hand.images(new float[] {2, 3}, new float[] {0, 2});
      NDArray n = hand.images(new float[] {4, 3}, new float[] {1, 4});
      float[] steered =
          hand.combine(new PerpNeg(2, 0.5), Map.of(CONDITIONAL, c, UNCONDITIONAL, n, EMPTY, u));
      assertThat(steered).containsExactly(new float[] {2, 5, -1, 4}, within(1e-6f));
    }
  }

  /** What the negative prompt shares with the prompt is not lost. */
  @Test
  void aNegativePromptThatIsThePromptChangesNothing() {
    try (Hand hand = new Hand()) {
      NDArray u = hand.images(new float[] {1, 2});
      NDArray c = hand.images(new float[] {2, 4});
      var answers = Map.of(CONDITIONAL, c, UNCONDITIONAL, c, EMPTY, u);
      assertThat(hand.combine(new PerpNeg(3, 1), answers))
          .containsExactly(hand.combine(new ClassifierFree(3), c, u), within(1e-5f));
    }
  }

  @Test
  void withoutWeightItIsClassifierFree() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      GuidanceLaws.assertClose(
          world.guided(new PerpNeg(3, 0), x, World.stage(4), 0, 1),
          world.guided(new ClassifierFree(3), x, World.stage(4), 0, 1),
          1e-6);
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> new PerpNeg(Double.NaN, 1)).hasMessageContaining("γ = NaN");
    assertThatThrownBy(() -> new PerpNeg(1, -1)).hasMessageContaining("w = -1.0");
  }
}

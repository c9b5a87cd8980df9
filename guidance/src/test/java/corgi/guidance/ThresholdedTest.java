package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.ModifierPlugin;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdedTest implements ModifierLaws {
  @Override
  public ModifierPlugin plugin() {
    return new Thresholded.Named();
  }

  @Override
  public Map<String, Double> active() {
    return Map.of("quantile", 0.5, "range", 0.5);
  }

  @Test
  void valuesByHand() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {-4, 1, 2, 0, 3}, new float[] {0.5f, -0.5f, 0, 0, 0.9f});
      // |x̂₀| sorted: 0 1 2 3 4; the .75 quantile is 3; the second image stays within 1
      assertThat(hand.combine(new Thresholded(0.75, 1, new ClassifierFree(1)), c, c))
          .containsExactly(
              new float[] {-1, 1 / 3f, 2 / 3f, 0, 1, 0.5f, -0.5f, 0, 0, 0.9f}, within(1e-6f));
      // the .625 quantile lies halfway between 2 and 3; of range 2: clamped to ±2.5, times .8
      assertThat(hand.combine(new Thresholded(0.625, 2, new ClassifierFree(1)), c, c))
          .startsWith(new float[] {-2, 0.8f, 1.6f, 0, 2});
    }
  }

  @Test
  void refusesBadSettingsAndPrintsItself() {
    assertThatThrownBy(() -> new Thresholded(0, 1, new NoGuidance()))
        .hasMessage("quantile = 0.0: must be in (0, 1]");
    assertThatThrownBy(() -> new Thresholded(0.5, 0, new NoGuidance()))
        .hasMessage("range = 0.0: must be positive");
    assertThat(new Thresholded(0.995, 1, new NoGuidance()))
        .hasToString("Thresholded(p=0.995, R=1.0, NoGuidance())");
  }
}

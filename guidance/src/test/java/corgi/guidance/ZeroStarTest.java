package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.GuidancePlugin;
import org.junit.jupiter.api.Test;

class ZeroStarTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new ZeroStar.Named();
  }

  /** ε-prediction at α = .8, σ = .6, x = 1: x̂₀ = 1.25·x − .75·ε. */
  @Test
  void valuesByHand() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, 1.25f}); // ε_c = (1, 0)
      NDArray u = hand.images(new float[] {-0.25f, 0.5f}); // ε_u = (2, 1)
      // s = 2/5, s·ε_u = (.8, .4), ε = (.8, .4) + 3·(.2, −.4) = (1.4, −.8)
      assertThat(hand.combine(new ZeroStar(3), c, u))
          .containsExactly(new float[] {0.2f, 1.85f}, within(1e-5f));
    }
  }

  @Test
  void anUnconditionalOutputThatOnlyHasAnotherLengthSteersNothing() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, 2}); // ε_c = (1, −1)
      NDArray u = hand.images(new float[] {-1, 3.5f}); // ε_u = (3, −3)
      assertThat(hand.combine(new ZeroStar(7), c, u))
          .containsExactly(new float[] {0.5f, 2}, within(1e-5f));
      assertThat(hand.combine(new ClassifierFree(7), c, u))
          .containsExactly(new float[] {9.5f, -7}, within(1e-4f));
    }
  }

  @Test
  void refusesWhatIsNoNumberAndPrintsItself() {
    assertThatThrownBy(() -> new ZeroStar(Double.NaN)).hasMessageContaining("γ = NaN");
    assertThat(new ZeroStar(3)).hasToString("ZeroStar(γ=3.0)");
  }
}

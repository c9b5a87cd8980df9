package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.guidance.Rescaled.Space;
import org.junit.jupiter.api.Test;

class RescaledTest implements ModifierLaws {
  @Override
  public ModifierPlugin plugin() {
    return new Rescaled.Named();
  }

  @Test
  void inTheImageByHand() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {1, 2, 3}, new float[] {0, 2, 4});
      NDArray u = hand.images(new float[] {1, 1, 1}, new float[] {0, 2, 4});
      // CFG at 4: (1, 5, 9), of deviation 4 where c has 1; the second image is c again
      assertThat(hand.combine(new Rescaled(1, Space.X0, new ClassifierFree(4)), c, u))
          .containsExactly(new float[] {0.25f, 1.25f, 2.25f, 0, 2, 4}, within(1e-5f));
      // .6·(.25, 1.25, 2.25) + .4·(1, 5, 9)
      assertThat(hand.combine(new Rescaled(0.6, Space.X0, new ClassifierFree(4)), c, u))
          .containsExactly(new float[] {0.55f, 2.75f, 4.95f, 0, 2, 4}, within(1e-5f));
    }
  }

  @Test
  void inTheOutputByHand() {
    try (Hand hand = new Hand()) {
      // ε at α = .8, σ = .6, x = 1: ε = (1 − .8·x̂₀)/.6
      double[] c = {0.5, -0.25};
      double[] u = {0.25, 0.5};
      double[] guided = {0.25 + 3 * 0.25, 0.5 - 3 * 0.75};
      double ratio =
          Math.abs(c[0] - c[1]) / Math.abs(guided[0] - guided[1]); // std of two, likewise in ε
      double[] expected = new double[2];
      for (int i = 0; i < 2; i++) {
        double epsilon = (1 - 0.8 * guided[i]) / 0.6;
        double rescaled = 0.7 * ratio * epsilon + 0.3 * epsilon;
        expected[i] = (1 - 0.6 * rescaled) / 0.8;
      }
      float[] actual =
          hand.combine(
              new Rescaled(0.7, Space.OUTPUT, new ClassifierFree(3)),
              hand.images(new float[] {0.5f, -0.25f}),
              hand.images(new float[] {0.25f, 0.5f}));
      assertThat(actual[0]).isCloseTo((float) expected[0], within(1e-5f));
      assertThat(actual[1]).isCloseTo((float) expected[1], within(1e-5f));
    }
  }

  @Test
  void atFullStrengthTheContrastIsThatOfTheConditionalAnswer() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      var stage = World.stage(4);
      Guidance rescaled = new Rescaled(1, Space.X0, new ClassifierFree(10));
      NDArray plain = world.guided(new ClassifierFree(1), x, stage, 0, 1);
      NDArray strong = world.guided(new ClassifierFree(10), x, stage, 0, 1);
      NDArray kept = world.guided(rescaled, x, stage, 0, 1);
      GuidanceLaws.assertClose(PerImage.deviation(kept), PerImage.deviation(plain), 1e-5);
      assertThat(PerImage.deviation(strong).sub(PerImage.deviation(plain)).min().getFloat())
          .isGreaterThan(0.1f);
    }
  }

  @Test
  void aFlatImageStaysFinite() {
    try (Hand hand = new Hand()) {
      NDArray flat = hand.images(new float[] {0.5f, 0.5f});
      NDArray zero = hand.images(new float[] {0, 0});
      assertThat(hand.combine(new Rescaled(0.7, Space.X0, new ClassifierFree(2)), flat, zero))
          .containsExactly(new float[] {0.3f, 0.3f}, within(1e-6f)); // .3·2·.5: no contrast left
    }
  }

  @Test
  void refusesBadStrengthsAndPrintsItself() {
    assertThatThrownBy(() -> new Rescaled(1.1, Space.X0, new NoGuidance()))
        .hasMessage("φ = 1.1: must be in [0, 1]");
    assertThat(new Rescaled(0.7, Space.OUTPUT, new ClassifierFree(3)))
        .hasToString("Rescaled(φ=0.7, OUTPUT, ClassifierFree(γ=3.0))");
  }
}

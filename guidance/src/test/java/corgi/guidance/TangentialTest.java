package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import org.junit.jupiter.api.Test;

class TangentialTest implements StrategyLaws {
  private static final Stage ONE_TO_ONE =
      new Stage(new NoiseLevel(1, 1, 1), NoiseLevel.CLEAN, 0, 2, true); // ε = x − x̂₀

  @Override
  public GuidancePlugin plugin() {
    return new Tangential.Named();
  }

  @Test
  void equallyLongScoresMeetHalfway() {
    try (Hand hand = new Hand()) {
      // ε_c = (2, 1) and ε_u = (1, 2): v = (1, 1)/√2, and of ε_u (1.5, 1.5) is left
      NDArray c = hand.images(new float[] {-1, 0});
      NDArray u = hand.images(new float[] {0, -1});
      // ε = (1.5, 1.5) + 3·(.5, −.5) = (3, 0)
      assertThat(hand.combine(new Tangential(3), ONE_TO_ONE, c, u))
          .containsExactly(new float[] {-2, 1}, within(1e-5f));
    }
  }

  @Test
  void valuesOfASingularValueDecomposition() {
    try (Hand hand = new Hand()) {
      // ε_c = (4, 0), ε_u = (3, 4): Gram (16 12; 12 25), largest eigenvalue 41/2 + √(81/4 + 144)
      double lambda = 20.5 + Math.sqrt(20.25 + 144);
      double[] w = {12, lambda - 16}; // weights of ε_c and ε_u in v
      double[] v = {w[0] * 4 + w[1] * 3, w[1] * 4};
      double length = Math.hypot(v[0], v[1]);
      double along = (3 * v[0] + 4 * v[1]) / length;
      double[] damped = {along * v[0] / length, along * v[1] / length};
      NDArray c = hand.images(new float[] {-3, 1});
      NDArray u = hand.images(new float[] {-2, -3});
      float[] expected = new float[2];
      double[] ofC = {4, 0};
      for (int i = 0; i < 2; i++) {
        expected[i] = (float) (1 - (damped[i] + 2.5 * (ofC[i] - damped[i])));
      }
      assertThat(hand.combine(new Tangential(2.5), ONE_TO_ONE, c, u))
          .containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void parallelScoresAreNotDamped() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {-1, -3}); // ε_c = (2, 4)
      NDArray u = hand.images(new float[] {0, -1}); // ε_u = (1, 2)
      assertThat(hand.combine(new Tangential(4), ONE_TO_ONE, c, u))
          .containsExactly(hand.combine(new ClassifierFree(4), ONE_TO_ONE, c, u), within(1e-5f));
    }
  }

  @Test
  void atPureNoiseThereIsNothingToDamp() {
    Stage noise = new Stage(new NoiseLevel(0, 1, 999), NoiseLevel.CLEAN, 0, 2, true);
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, 1});
      NDArray u = hand.images(new float[] {0, 2});
      assertThat(hand.combine(new Tangential(3), noise, c, u)).containsExactly(1.5f, -1);
    }
  }

  @Test
  void refusesWhatIsNoNumberAndPrintsItself() {
    assertThatThrownBy(() -> new Tangential(Double.NaN)).hasMessageContaining("γ = NaN");
    assertThat(new Tangential(3)).hasToString("Tangential(γ=3.0)");
  }
}

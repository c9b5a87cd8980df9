package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.Test;

class FrequencyDecoupledTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new FrequencyDecoupled.Named();
  }

  @Test
  void thePlainPartOfTheShiftIsSteeredLess() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {2, 2, 2, 2});
      NDArray u = hand.images(new float[] {1, 1, 1, 1});
      // Δ = 1 has no detail: c + (11 − 1)·.3·1
      assertThat(hand.combine(new FrequencyDecoupled(11, 0.3, 2), c, u))
          .containsExactly(new float[] {5, 5, 5, 5}, within(1e-5f));
    }
  }

  @Test
  void valuesByHand() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0, 0, 16, 0, 0});
      NDArray u = hand.images(new float[] {0, 0, 0, 0, 0});
      // B(Δ) = (1, 4, 6, 4, 1); at the edges (1 2 1)/4 twice finds nothing beyond them:
      // (0, 4, 8, 4, 0) after one, then (0·3 + 4)/4 = 1 at the edge
      // c + 2·(.5·B + Δ − B) = Δ + 2·Δ − B
      assertThat(hand.combine(new FrequencyDecoupled(3, 0.5, 1), c, u))
          .containsExactly(new float[] {-1, -4, 42, -4, -1}, within(1e-4f));
    }
  }

  @Test
  void withAllOfTheStrengthItIsClassifierFree() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        float[] expected = world.draw(new ClassifierFree(gamma), new long[] {1, 2}, 0, 1);
        assertThat(world.draw(new FrequencyDecoupled(gamma, 1, 3), new long[] {1, 2}, 0, 1))
            .as("γ = %s", gamma)
            .containsExactly(expected, within(1e-4f));
      }
    }
  }

  @Test
  void aBlurKeepsPlainImagesAndSums() {
    try (NDManager manager = Tensors.manager()) {
      NDArray plain = manager.full(new Shape(1, 2, 3, 5), 0.7f);
      assertThat(Blur.repeated(plain, 3).toFloatArray()).containsOnly(plain.toFloatArray()[0]);
      NDArray point = manager.zeros(new Shape(1, 1, 9, 9));
      point.set(new ai.djl.ndarray.index.NDIndex("0, 0, 4, 4"), 256);
      NDArray blurred = Blur.repeated(point, 1);
      assertThat(blurred.getFloat(0, 0, 4, 4)).isEqualTo(36); // 6/16 along each axis
      assertThat(blurred.getFloat(0, 0, 2, 3)).isEqualTo(4); // 1·4
      assertThat(blurred.getFloat(0, 0, 4, 1)).isZero();
      assertThat(blurred.sum().getFloat()).isEqualTo(256);
    }
  }

  @Test
  void refusesBadSettingsAndPrintsItself() {
    assertThatThrownBy(() -> new FrequencyDecoupled(3, -0.1, 1)).hasMessageContaining("ℓ = -0.1");
    assertThatThrownBy(() -> new FrequencyDecoupled(3, 0, 0)).hasMessageContaining("blurs = 0");
    assertThatThrownBy(() -> new FrequencyDecoupled(1 / 0.0, 0, 1)).hasMessageContaining("γ = Inf");
    assertThat(new FrequencyDecoupled(3, 0.3, 4))
        .hasToString("FrequencyDecoupled(γ=3.0, ℓ=0.3, 4 blurs)");
  }
}

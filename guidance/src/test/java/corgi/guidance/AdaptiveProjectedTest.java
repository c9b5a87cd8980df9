package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.guidance.AdaptiveProjected.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdaptiveProjectedTest implements StrategyLaws {
  private static final double NO_BOUND = Double.POSITIVE_INFINITY;

  @Override
  public GuidancePlugin plugin() {
    return new AdaptiveProjected.Named();
  }

  private static Guidance apg(double gamma, double eta, double momentum, double radius) {
    return new AdaptiveProjected(gamma, new Options(eta, momentum, radius));
  }

  @Test
  void theParallelPartIsTakenOut() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {3, 4, 0});
      NDArray u = hand.images(new float[] {2, 2, -1});
      // Δ = (1, 2, 1), ⟨Δ, c⟩/⟨c, c⟩ = 11/25: parallel (1.32, 1.76, 0), orthogonal (−.32, .24, 1)
      assertThat(hand.combine(apg(11, 0, 0, NO_BOUND), c, u))
          .containsExactly(new float[] {-0.2f, 6.4f, 10}, within(1e-5f));
      // half of the parallel part stays: orthogonal + (.66, .88, 0) = (.34, 1.12, 1)
      assertThat(hand.combine(apg(11, 0.5, 0, NO_BOUND), c, u))
          .containsExactly(new float[] {6.4f, 15.2f, 10}, within(1e-5f));
    }
  }

  @Test
  void theShiftIsBoundedImageByImage() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {3, 4}, new float[] {0.3f, 0.4f});
      NDArray u = hand.images(new float[] {0, 0}, new float[] {0, 0});
      // η = 1: c + (γ − 1)·Δ, and ‖Δ‖ is 5, bounded to 2, and .5, within it
      assertThat(hand.combine(apg(2, 1, 0, 2), c, u))
          .containsExactly(new float[] {4.2f, 5.6f, 0.6f, 0.8f}, within(1e-5f));
    }
  }

  @Test
  void momentumRunsOverSteps() {
    try (Hand hand = new Hand()) {
      Guidance guidance = apg(2, 1, -0.5, NO_BOUND).begin(null);
      NDArray zero = hand.images(new float[] {0});
      // Δ: 4, then 6 − .5·4 = 4, then 1 − .5·4 = −1; the answer is c + Δ
      assertThat(hand.combine(guidance, hand.images(new float[] {4}), zero)).containsExactly(8);
      Stage again = Hand.STAGE.again(NoiseLevel.CLEAN);
      assertThat(hand.combine(guidance, again, hand.images(new float[] {5}), zero))
          .as("a second evaluation of the first step has nothing before it")
          .containsExactly(10);
      assertThat(hand.combine(guidance, hand.images(new float[] {6}), zero)).containsExactly(10);
      assertThat(hand.combine(guidance, again, hand.images(new float[] {8}), zero))
          .as("Δ = 8 − .5·4")
          .containsExactly(14);
      assertThat(hand.combine(guidance, hand.images(new float[] {1}), zero)).containsExactly(0);
    }
  }

  @Test
  void theBoundDoesNotReachTheMemory() {
    try (Hand hand = new Hand()) {
      Guidance guidance = apg(2, 1, 0.5, 3);
      NDArray zero = hand.images(new float[] {0});
      assertThat(hand.combine(guidance, hand.images(new float[] {8}), zero)).containsExactly(11);
      // Δ = −2 + .5·8 = 2, within the bound; with the bounded memory it were −.5
      assertThat(hand.combine(guidance, hand.images(new float[] {-2}), zero)).containsExactly(0);
    }
  }

  @Test
  void withNothingProjectedOrRememberedItIsClassifierFree() {
    try (World world = new World()) {
      for (double gamma : GAMMAS) {
        float[] expected = world.draw(new ClassifierFree(gamma), new long[] {1, 2}, 0, 1);
        for (double radius : List.of(1e9, NO_BOUND)) {
          assertThat(world.draw(apg(gamma, 1, 0, radius), new long[] {1, 2}, 0, 1))
              .as("γ = %s, r = %s", gamma, radius)
              .containsExactly(expected, within(1e-4f));
        }
      }
    }
  }

  @Test
  void aBlackConditionalAnswerHasNoDirection() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0, 0});
      NDArray u = hand.images(new float[] {1, 0});
      assertThat(hand.combine(apg(3, 0, 0, 15), c, u)).containsExactly(-2, 0);
      assertThat(hand.combine(apg(3, 0, 0, 15), c, c)).containsExactly(0, 0);
    }
  }

  @Test
  void memoryOfItsOwnRunOnly() {
    Grid grid = Grid.through(List.of(Hand.STAGE.level(), NoiseLevel.CLEAN), 1);
    Guidance original = apg(2, 1, -0.5, NO_BOUND);
    assertThat(original.begin(grid)).isNotSameAs(original).hasToString(original.toString());
  }

  @Test
  void refusesBadOptionsAndPrintsItself() {
    assertThatThrownBy(() -> new Options(-1, 0, 1)).hasMessageContaining("η = -1.0");
    assertThatThrownBy(() -> new Options(0, 1, 1)).hasMessageContaining("β = 1.0");
    assertThatThrownBy(() -> new Options(0, 0, 0)).hasMessageContaining("r = 0.0");
    assertThatThrownBy(() -> apg(Double.NaN, 0, 0, 1)).hasMessageContaining("γ = NaN");
    assertThat(with(Map.of("gamma", 10.0)))
        .hasToString("AdaptiveProjected(γ=10.0, η=0.0, β=-0.5, r=15.0)");
  }
}

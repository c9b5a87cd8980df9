package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Evaluation;
import corgi.engine.model.GuidancePlugin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierFreeTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new ClassifierFree.Named();
  }

  @Test
  void valuesByHand() {
    try (Hand hand = new Hand()) {
      NDArray c = hand.images(new float[] {0.5f, -1});
      NDArray u = hand.images(new float[] {0.2f, 0.4f});
      // .2 + 7.5·.3, .4 − 7.5·1.4
      assertThat(hand.combine(new ClassifierFree(7.5), c, u))
          .containsExactly(new float[] {2.45f, -10.1f}, within(1e-5f));
      // γ = −1 steers away: .2 − .3, .4 + 1.4
      assertThat(hand.combine(new ClassifierFree(-1), c, u))
          .containsExactly(new float[] {-0.1f, 1.8f}, within(1e-6f));
      assertThat(hand.combine(new ClassifierFree(0.5), c, u))
          .containsExactly(new float[] {0.35f, -0.3f}, within(1e-6f));
    }
  }

  @Test
  void isLinearInGamma() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      NDArray two = world.guided(new ClassifierFree(2), x, World.stage(4), 0, 1);
      NDArray three = world.guided(new ClassifierFree(3), x, World.stage(4), 0, 1);
      NDArray four = world.guided(new ClassifierFree(4), x, World.stage(4), 0, 1);
      GuidanceLaws.assertClose(three.mul(2).sub(two), four, 1e-5);
    }
  }

  @Test
  void asksOnlyForWhatItUses() {
    assertThat(asked(0)).containsExactly(UNCONDITIONAL);
    assertThat(asked(1)).containsExactly(CONDITIONAL);
    assertThat(asked(-1)).containsExactlyInAnyOrder(CONDITIONAL, UNCONDITIONAL);
    assertThat(asked(10)).containsExactlyInAnyOrder(CONDITIONAL, UNCONDITIONAL);
  }

  private static List<Evaluation> asked(double gamma) {
    return new ClassifierFree(gamma).evaluations(Hand.STAGE);
  }

  @Test
  void refusesWhatIsNoNumberAndPrintsItself() {
    assertThatThrownBy(() -> new ClassifierFree(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ClassifierFree(Double.POSITIVE_INFINITY))
        .hasMessage("γ = Infinity: must be a finite number");
    assertThat(new ClassifierFree(7.5)).hasToString("ClassifierFree(γ=7.5)");
  }
}

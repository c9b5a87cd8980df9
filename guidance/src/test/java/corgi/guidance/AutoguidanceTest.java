package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.sampling.Stage;
import org.junit.jupiter.api.Test;

class AutoguidanceTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new Autoguidance.Named();
  }

  @Test
  void leadsFromTheWeakAnswerPastTheGoodOne() {
    try (World world = new World()) {
      Stage stage = World.stage(4);
      NDArray x = world.state(4, 2);
      NDArray c = world.answer(x, stage, CONDITIONAL, 0, 1);
      NDArray w = world.answer(x, stage, CONDITIONAL.weak(), 0, 1);
      assertThat(c.sub(w).abs().max().getFloat()).isGreaterThan(0.01f);
      NDArray expected = c.mul(2.5).sub(w.mul(1.5));
      GuidanceLaws.assertClose(world.guided(new Autoguidance(2.5), x, stage, 0, 1), expected, 1e-5);
      GuidanceLaws.assertClose(world.guided(new Autoguidance(0), x, stage, 0, 1), w, 0);
    }
  }

  @Test
  void neverAsksWithoutThePrompt() {
    for (double gamma : GAMMAS) {
      assertThat(new Autoguidance(gamma).evaluations(World.stage(0)))
          .allMatch(asked -> asked.side().equals(CONDITIONAL.side()));
    }
  }

  @Test
  void refusesWhatIsNoNumberAndPrintsItself() {
    assertThatThrownBy(() -> new Autoguidance(Double.NaN)).hasMessageContaining("γ = NaN");
    assertThat(new Autoguidance(2)).hasToString("Autoguidance(γ=2.0)");
  }
}

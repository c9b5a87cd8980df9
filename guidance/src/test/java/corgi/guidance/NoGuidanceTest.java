package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.GuidancePlugin;
import org.junit.jupiter.api.Test;

class NoGuidanceTest implements StrategyLaws {
  @Override
  public GuidancePlugin plugin() {
    return new NoGuidance.Named();
  }

  @Test
  void answersWithTheMixturesOwnExpectation() {
    try (World world = new World()) {
      NDArray x = world.state(4, 2);
      NDArray expected = world.mixture.clean(x, World.stage(4).level());
      GuidanceLaws.assertClose(
          world.guided(new NoGuidance(), x, World.stage(4), 0, 1), expected, 2e-5);
    }
  }

  @Test
  void printsItself() {
    assertThat(new NoGuidance()).hasToString("NoGuidance()");
  }
}

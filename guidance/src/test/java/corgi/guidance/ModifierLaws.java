package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Settings;
import corgi.engine.plugin.Spec;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws of a strategy that wraps another and is found by name. */
interface ModifierLaws extends GuidanceLaws {
  /** The modifier's plug-in. */
  ModifierPlugin plugin();

  /**
   * Settings that do something in {@link World}, whose κ goes from 20 to .05 and t from 3 to −3.
   */
  default Map<String, Double> active() {
    return Map.of();
  }

  /** Wraps the strategy with memory, so that the laws about memory mean something. */
  @Override
  default Guidance steeringBy(double gamma) {
    var options = new AdaptiveProjected.Options(0.5, -0.5, 2);
    return wrapping(new AdaptiveProjected(gamma, options), active());
  }

  /** Returns {@code inside} wrapped with some settings said. */
  default Guidance wrapping(Guidance inside, Map<String, Double> said) {
    return plugin().create(new Settings(plugin().settings(), said)).apply(inside);
  }

  @Test
  default void itIsFoundByName() {
    var found = Plugins.create(ModifierPlugin.class, "modifier", Spec.parse(plugin().name()));
    Guidance inside = new ClassifierFree(3);
    assertThat(found.apply(inside)).hasToString(wrapping(inside, Map.of()).toString());
    assertThat(plugin().summary()).isNotBlank().doesNotContain("\n");
  }

  @Test
  default void neutralSettingsLeaveTheWrappedStrategyAsItIs() {
    try (World world = new World()) {
      for (Guidance inside : List.of(new NoGuidance(), new ClassifierFree(3), new PlusPlus(0.5))) {
        Guidance neutral = wrapping(inside, plugin().neutral());
        assertThat(world.draw(neutral, new long[] {1, 2}, 0, 1))
            .as("%s", neutral)
            .containsExactly(world.draw(inside, new long[] {1, 2}, 0, 1));
      }
    }
  }

  @Test
  default void activeSettingsDoSomething() {
    try (World world = new World()) {
      Guidance inside = new ClassifierFree(10);
      assertThat(world.draw(wrapping(inside, active()), new long[] {1, 2}, 0, 1))
          .isNotEqualTo(world.draw(inside, new long[] {1, 2}, 0, 1));
    }
  }

  /** A wrapper that forgot to begin what it wraps would hand memory from run to run. */
  @Test
  default void itBeginsWhatItWraps() {
    try (World world = new World()) {
      int[] begun = {0};
      Guidance inside =
          new Guidance() {
            @Override
            public List<Evaluation> evaluations(Stage stage) {
              return List.of(Evaluation.CONDITIONAL);
            }

            @Override
            public NDArray combine(NDArray x, Stage stage, Answers answers) {
              return answers.clean(Evaluation.CONDITIONAL);
            }

            @Override
            public Guidance begin(Grid grid) {
              begun[0]++;
              return this;
            }
          };
      world.draw(wrapping(inside, active()), new long[] {1}, 0);
      assertThat(begun[0]).isEqualTo(1);
    }
  }
}

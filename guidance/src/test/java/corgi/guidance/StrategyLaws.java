package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Side;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Settings;
import corgi.engine.plugin.Spec;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The laws of a strategy that is found by name. */
interface StrategyLaws extends GuidanceLaws {
  /** The strategy's plug-in. */
  GuidancePlugin plugin();

  /** Whether {@code --gamma} reaches it. */
  default boolean takesGamma() {
    return plugin().settings().stream().anyMatch(setting -> setting.name().equals("gamma"));
  }

  @Override
  default boolean seesThePromptAtZero() {
    return takesGamma() && plugin().base().side().equals(Side.PROMPT);
  }

  @Override
  default Guidance steeringBy(double gamma) {
    return with(takesGamma() ? Map.of("gamma", gamma) : Map.of());
  }

  /** Returns the strategy with some settings said, γ = 3 among them unless said otherwise. */
  default Guidance with(Map<String, Double> said) {
    Map<String, Double> all = new HashMap<>(said);
    if (takesGamma()) {
      all.putIfAbsent("gamma", 3.0);
    }
    return plugin().create(new Settings(plugin().settings(), all));
  }

  @Test
  default void itIsFoundByName() {
    Guidance found = Plugins.create(GuidancePlugin.class, "guidance", Spec.parse(plugin().name()));
    assertThat(found).hasToString(with(presetGamma()).toString());
    assertThat(plugin().summary()).isNotBlank().doesNotContain("\n");
  }

  private Map<String, Double> presetGamma() {
    return plugin().settings().stream()
        .filter(setting -> setting.name().equals("gamma"))
        .findFirst()
        .map(setting -> Map.of("gamma", setting.preset()))
        .orElse(Map.of());
  }

  @Test
  default void neutralSettingsGiveTheDeclaredBase() {
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        NDArray x = world.state(i, 2);
        NDArray base = world.answer(x, World.stage(i), plugin().base(), 0, 1);
        NDArray neutral = world.guided(with(plugin().neutral()), x, World.stage(i), 0, 1);
        GuidanceLaws.assertClose(neutral, base, 1e-6);
      }
    }
  }

  @Test
  default void gammaOneIsPlainlyConditionalInOneEvaluation() {
    if (!takesGamma()) {
      assertThat(plugin().neutral()).as("a strategy without strength is always neutral").isEmpty();
      return;
    }
    if (!plugin().plainAtOne()) {
      return;
    }
    try (World world = new World()) {
      for (int i = 0; i < World.GRID.steps(); i++) {
        NDArray x = world.state(i, 2);
        NDArray plain = world.answer(x, World.stage(i), Evaluation.CONDITIONAL, 0, 1);
        GuidanceLaws.assertClose(world.guided(steeringBy(1), x, World.stage(i), 0, 1), plain, 1e-6);
        assertThat(steeringBy(1).evaluations(World.stage(i)))
            .containsExactly(Evaluation.CONDITIONAL);
      }
    }
  }

  @Test
  default void anyOtherGammaDoesSteer() {
    if (takesGamma()) {
      try (World world = new World()) {
        float[] plain = world.draw(samplers().get(0), steeringBy(1), new long[] {1, 2}, 0, 1);
        float[] steered = world.draw(samplers().get(0), steeringBy(5), new long[] {1, 2}, 0, 1);
        double most = 0;
        for (int i = 0; i < plain.length; i++) {
          most = Math.max(most, Math.abs(steered[i] - plain[i]));
        }
        assertThat(most).isGreaterThan(0.01);
      }
    }
  }

  @Test
  default void unknownSettingsAreRefusedWithTheKnownOnes() {
    Spec spec = new Spec(plugin().name(), Map.of("gama", 3.0));
    assertThatThrownBy(() -> Plugins.create(GuidancePlugin.class, "guidance", spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gama")
        .hasMessageContaining(takesGamma() ? "known: gamma" : "known: ");
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Corgi;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void samplersAndStrategiesAreListedWithTheirSettings() {
    assertThat(Run.of("samplers").text()).contains("ddim", "dpm++2m-sde", "eta = 0 (0 to 1)");
    assertThat(Run.of("guidance").text()).contains("cfg", "apg", "interval", "gamma = 4:");
  }

  @Test
  void everyStrategyAndModifierIsExplained() {
    String list = Run.of("guidance").text();
    assertThat(list)
        .contains("neutral at gamma = 0: the unconditional answer; γ = 1: the conditional one")
        .contains("evaluations per step: 2; 1 at γ = 0; 1 at γ = 1")
        .contains("asks a weaker model (--weak)");
    List<String> names = new ArrayList<>(Plugins.all(GuidancePlugin.class).keySet());
    names.addAll(Plugins.all(ModifierPlugin.class).keySet());
    for (String name : names) {
      Run page = Run.of("guidance", name);
      assertThat(page.code()).isZero();
      assertThat(page.text())
          .startsWith(name + ": ")
          .contains(" = ")
          .containsAnyOf("neutral at", "always");
      assertThat(page.text().lines()).as(name).allMatch(line -> line.length() <= 110);
    }
    Run unknown = Run.of("guidance", "cgf");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("'cgf'", "known: apg");
  }

  @Test
  void versionAndHelp() {
    assertThat(Run.of("--version").text()).startsWith("corgi " + Corgi.version() + ", Java ");
    assertThat(Run.of("help", "gen").text()).contains("--gamma", "--no-metadata", "PROMPT");
    assertThat(Run.of("gen", "--help").code()).isZero();
  }
}

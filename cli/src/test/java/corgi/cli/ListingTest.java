package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.generation.Corgi;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.SamplerPlugin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void samplersAndStrategiesAreListedWithTheirSettings() {
    assertThat(Run.of("samplers").text()).contains("ddim", "dpm++2m-sde", "eta = 0 (0 to 1)");
    assertThat(Run.of("samplers").text())
        .contains("Lu et al. 2022 (2211.01095), algorithm 2", "order 2, 1 evaluation a step")
        .contains("order 2, 2 evaluations a step", "no order, 1 evaluation a step")
        .containsPattern("PNDMScheduler +pndm");
    assertThat(Run.of("guidance").text()).contains("cfg", "apg", "interval", "gamma = 4:");
  }

  @Test
  void samplersAreListedAsJson() throws Exception {
    JsonNode json = Run.of("samplers", "--json").json();
    assertThat(json.path("samplers")).hasSameSizeAs(Plugins.all(SamplerPlugin.class).values());
    JsonNode first = json.path("samplers").get(0);
    assertThat(first.path("name").asText()).isEqualTo("ddim");
    assertThat(first.path("paper").asText()).startsWith("Song et al. 2021");
    assertThat(first.path("evaluationsPerStep").asInt()).isEqualTo(1);
    assertThat(first.path("settings").get(0).path("most").asDouble()).isEqualTo(1);
    assertThat(json.path("schedulers").path("KDPM2DiscreteScheduler").asText()).isEqualTo("dpm2");
    assertThat(json.path("schedulers")).hasSize(15);
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

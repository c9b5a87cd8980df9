package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Corgi;
import org.junit.jupiter.api.Test;

class ListingTest {
  @Test
  void samplersAndStrategiesAreListedWithTheirSettings() {
    assertThat(Run.of("samplers").text()).contains("ddim", "dpm++2m-sde", "eta = 0 (0 to 1)");
    assertThat(Run.of("guidance").text()).contains("cfg", "apg", "interval", "gamma = 4:");
  }

  @Test
  void versionAndHelp() {
    assertThat(Run.of("--version").text()).startsWith("corgi " + Corgi.version() + ", Java ");
    assertThat(Run.of("help", "gen").text()).contains("--gamma", "--no-metadata", "PROMPT");
    assertThat(Run.of("gen", "--help").code()).isZero();
  }
}

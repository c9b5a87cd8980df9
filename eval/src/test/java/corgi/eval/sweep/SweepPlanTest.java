package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
  private static SweepPlan plan(Axis... axes) throws IOException {
    return SweepPlan.of(
        new Axes(List.of(axes)),
        new SweepPlan.Seeds(5, 3),
        arguments -> new Asked(Setup.DEFAULT, Request.of("a cat")));
  }

  @Test
  void cellsAreArgumentsOfGenWithTheSeedsOfTheSweep() throws IOException {
    SweepPlan plan =
        plan(
            new Axis("prompt", List.of("a cat")),
            new Axis("guidance", List.of("cfg + classifier", "default")),
            new Axis("steps", List.of("10")));

    assertThat(plan.cells()).hasSize(2);
    assertThat(plan.cells().get(0).arguments())
        .containsExactly("a cat", "--guidance", "cfg", "--guidance", "classifier", "--steps", "10");
    assertThat(plan.cells().get(1).arguments()).containsExactly("a cat", "--steps", "10");
    assertThat(plan.cells().get(1).asked().request().seeds()).containsExactly(5L, 6L, 7L);
  }

  @Test
  void aSettingMultipliesOnlyCellsThatHaveIt() throws IOException {
    SweepPlan plan =
        plan(
            new Axis("guidance", List.of("cfg", "apg:norm=2")),
            new Axis("apg.eta", List.of("0", "1")));

    assertThat(plan.cells().stream().map(Cell::values))
        .containsExactly(
            Map.of("guidance", "cfg", "apg.eta", "–"),
            Map.of("guidance", "apg:norm=2", "apg.eta", "0"),
            Map.of("guidance", "apg:norm=2", "apg.eta", "1"));
    assertThat(plan.cells().get(2).arguments())
        .containsExactly("--guidance", "apg:norm=2.0,eta=1.0");
  }

  @Test
  void aSettingOfEveryStrategyGoesToTheFirstOfASum() throws IOException {
    SweepPlan plan =
        plan(new Axis("guidance", List.of("apg + cfg")), new Axis("guidance.eta", List.of("0.5")));

    assertThat(plan.cells().get(0).arguments())
        .containsExactly("--guidance", "apg:eta=0.5", "--guidance", "cfg");
  }

  @Test
  void settingsOfNothingAreRefused() {
    Axis cfg = new Axis("guidance", List.of("cfg"));
    assertThatThrownBy(() -> plan(cfg, new Axis("apg.eta", List.of("0"))))
        .hasMessage(
            "--set apg.eta: no guidance, modifier or sampler of this sweep is called 'apg'");
    assertThatThrownBy(() -> plan(new Axis("guidance.eta", List.of("0"))))
        .hasMessageContaining("name the strategy it is a setting of");
    Axis twice = new Axis("guidance", List.of("apg:eta=1"));
    assertThatThrownBy(() -> plan(twice, new Axis("apg.eta", List.of("0"))))
        .hasMessageContaining("--set apg.eta: 'apg:eta=1.0' says it already");
  }
}

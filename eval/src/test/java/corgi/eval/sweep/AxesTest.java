package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AxesTest {
  @Test
  void theProductHasEveryChoiceOnceAndStrengthsVaryFastest() {
    Axes axes =
        new Axes(
            List.of(
                new Axis("gamma", List.of("0", "4")), new Axis("guidance", List.of("cfg", "apg"))));

    assertThat(axes.product())
        .containsExactly(
            Map.of("guidance", "cfg", "gamma", "0"),
            Map.of("guidance", "cfg", "gamma", "4"),
            Map.of("guidance", "apg", "gamma", "0"),
            Map.of("guidance", "apg", "gamma", "4"));
    assertThat(new Axes(List.of()).product()).containsExactly(Map.of());
  }

  @Test
  void othersReplaceTheirNamesakes() {
    Axes file =
        new Axes(List.of(new Axis("gamma", List.of("0")), new Axis("steps", List.of("10"))));
    Axes said = new Axes(List.of(new Axis("gamma", List.of("1", "2"))));

    assertThat(file.overriddenBy(said).list())
        .containsExactly(new Axis("steps", List.of("10")), new Axis("gamma", List.of("1", "2")));
  }

  @Test
  void badAxesAreRefusedWithWhatIsWrong() {
    assertThatThrownBy(() -> new Axis("gamma", List.of()))
        .hasMessage("--gamma: no values; name at least one");
    assertThatThrownBy(() -> new Axis("gamma", List.of("1", " ")))
        .hasMessageContaining("--gamma: an empty value");
    assertThatThrownBy(() -> new Axis("gamma", List.of("1", "2", "1.0")))
        .hasMessage("--gamma: the value '1.0' is there twice");
    assertThatThrownBy(() -> new Axis("guidence", List.of("cfg")))
        .hasMessageContaining("unknown axis 'guidence'; known: model, ")
        .hasMessageEndingWith("did you mean 'guidance'?");
    Axis steps = new Axis("steps", List.of("1"));
    assertThatThrownBy(() -> new Axes(List.of(steps, steps)))
        .hasMessage("--steps is there twice; list its values once");
  }

  @Test
  void aProductThatNobodyCanWaitForIsRefused() {
    List<String> many = java.util.stream.IntStream.range(0, 200).mapToObj(i -> "" + i).toList();
    Axes axes = new Axes(List.of(new Axis("gamma", many), new Axis("steps", many)));
    assertThatThrownBy(axes::product).hasMessage("40000 cells: at most 20000 in one sweep");
  }
}

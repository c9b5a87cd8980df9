package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepFileTest {
  @TempDir Path folder;

  private SweepFile read(String name, String text) throws IOException {
    return SweepFile.read(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void jsonAndYamlSayTheSame() throws IOException {
    SweepFile json =
        read(
            "a.json",
            """
            {"prompt": ["a cat, sleeping", "a dog"], "gamma": [0, 1, 4.5],
             "guidance": ["cfg", "apg", ["cfg", "classifier"], null],
             "set": {"apg.eta": [0, 1]}, "steps": 10, "seeds": 64, "seed": 7}
            """);
    SweepFile yaml =
        read(
            "a.yaml",
            """
            prompt:
              - a cat, sleeping
              - a dog
            gamma: [0, 1, 4.5]
            guidance: [cfg, apg, [cfg, classifier], null]
            set:
              apg.eta: [0, 1]
            steps: 10
            seeds: 64
            seed: 7
            """);

    assertThat(yaml).isEqualTo(json);
    assertThat(json.seed()).isEqualTo(7);
    assertThat(json.seeds()).isEqualTo(64);
    assertThat(json.axes().list())
        .containsExactly(
            new Axis("prompt", List.of("a cat, sleeping", "a dog")),
            new Axis("guidance", List.of("cfg", "apg", "cfg + classifier", "default")),
            new Axis("apg.eta", List.of("0", "1")),
            new Axis("steps", List.of("10")),
            new Axis("gamma", List.of("0", "1", "4.5")));
  }

  @Test
  void whatIsWrongIsSaidWithTheFile() {
    assertThatThrownBy(() -> read("a.yml", "gama: [1]"))
        .hasMessageContaining("a.yml: unknown axis 'gama'; known: ")
        .hasMessageEndingWith("; did you mean 'gamma'?");
    assertThatThrownBy(() -> read("a.json", "[1]")).hasMessageContaining("expected an object");
    assertThatThrownBy(() -> read("a.json", "{")).hasMessageContaining("a.json: ");
    assertThatThrownBy(() -> read("a.json", "{\"gamma\": [{}]}"))
        .hasMessageContaining("expected a text or a number");
    assertThatThrownBy(() -> read("a.json", "{\"seeds\": 1.5}"))
        .hasMessageContaining("seeds = 1.5: expected a whole number");
    assertThatThrownBy(() -> read("a.json", "{\"gamma\": []}"))
        .hasMessageContaining("--gamma: no values");
    assertThatThrownBy(() -> read("a.yaml", "a: &a [*a]")).hasMessageContaining("a.yaml: ");
  }

  @Test
  void filesAreToldFromPromptsByTheirNames() {
    assertThat(SweepFile.isNamedBy("sweep.YAML")).isTrue();
    assertThat(SweepFile.isNamedBy("x/y.json")).isTrue();
    assertThat(SweepFile.isNamedBy("a cat")).isFalse();
  }
}

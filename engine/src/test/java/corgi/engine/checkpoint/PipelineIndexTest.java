package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIndexTest {
  @TempDir Path folder;

  private PipelineIndex index(String json) throws IOException {
    Files.writeString(folder.resolve(PipelineIndex.FILE), json);
    return PipelineIndex.read(folder);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void partsAreToldFromSettingsAndFromWhatIsAbsent() throws IOException {
    assertThat(PipelineIndex.isIn(folder)).isFalse();
    PipelineIndex index =
        index(
            """
            {"_class_name": "P", "requires_safety_checker": false, "sizes": [1, 2, 3],
             "safety_checker": [null, null], "vae": ["diffusers", "AutoencoderKL"]}""");
    assertThat(PipelineIndex.isIn(folder)).isTrue();
    assertThat(index.className()).isEqualTo("P");
    assertThat(index.names()).containsExactly("vae");
    assertThat(index.find("safety_checker")).isEmpty();
    assertThat(index.find("unet")).isEmpty();
    assertThat(index.find("vae").orElseThrow().className()).isEqualTo("AutoencoderKL");
    assertThatThrownBy(() -> index.find("sizes"))
        .hasMessageContaining("model_index.json: 'sizes' = [1,2,3]: must be a library and a class");
    assertThatThrownBy(() -> index.part("vae")).hasMessageContaining("vae: is missing from");
    assertThatThrownBy(() -> index.part("unet"))
        .hasMessageContaining("model_index.json: names no part 'unet', which a P has");
    Files.createDirectory(folder.resolve("sizes"));
    assertThatThrownBy(index::names).hasMessageContaining("'sizes' = [1,2,3]: must be");
    for (String name : List.of("../vae", "a/b", "a\\u0000b", "")) {
      assertThatThrownBy(
              index("{\"_class_name\": \"P\", \"%s\": [\"d\", \"C\"]}".formatted(name))::names)
          .hasMessageContaining("model_index.json: part '")
          .hasMessageContaining("': must be a word");
    }
  }

  @Test
  void aConfigurationIsOfTheClassThatTheIndexNames() throws IOException {
    PipelineIndex index = index("{\"_class_name\": \"P\", \"vae\": [\"d\", \"AutoencoderKL\"]}");
    write("vae/config.json", "{}");
    assertThat(index.config("vae")).isEmpty();
    write("vae/config.json", "{\"_class_name\": [1]}");
    assertThatThrownBy(() -> index.config("vae"))
        .hasMessageContaining("config.json: _class_name = '[1]': model_index.json says 'Autoenc");
  }

  /** As diffusers does: it makes the class of the index and hands it the configuration. */
  @Test
  void aSchedulerIsOfTheClassThatTheIndexNames() throws IOException {
    PipelineIndex index =
        index("{\"_class_name\": \"P\", \"scheduler\": [\"d\", \"EulerDiscreteScheduler\"]}");
    write(
        "scheduler/scheduler_config.json",
        "{\"_class_name\": \"DDIMScheduler\", \"beta_end\": 0.03, \"clip_sample\": true}");
    var config = SchedulerFile.read(index.part("scheduler"));
    assertThat(config.className()).isEqualTo("EulerDiscreteScheduler");
    assertThat(config.number("beta_end", 0)).isEqualTo(0.03);
    Path file = SchedulerFile.in(folder.resolve("scheduler"));
    assertThat(SchedulerFile.read(file).className()).isEqualTo("DDIMScheduler");
  }

  /** PNDM's presets begin with Runge-Kutta steps, of which a run needs several. */
  @Test
  void aSchedulerThatNeedsSeveralStepsIsRead() throws IOException {
    write("scheduler_config.json", "{\"_class_name\": \"PNDMScheduler\"}");
    assertThat(SchedulerFile.read(SchedulerFile.in(folder)).className()).startsWith("PNDM");
  }
}

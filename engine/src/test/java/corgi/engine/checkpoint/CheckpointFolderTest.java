package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {
  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("model");
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    float[] written = Checkpoints.write(folder(), 1, StoredType.F32);
    CheckpointFolder read = CheckpointFolder.open(folder());
    assertThat(read.checkpoint()).isEqualTo(Checkpoints.small());
    assertThat(Checkpoints.load(read)).containsExactly(written);
    assertThat(read.weightsHash()).matches("sha256:[0-9a-f]{64}");
    assertThat(Files.readString(folder().resolve("model_index.json")))
        .contains("UNet2DConditionModel", "DDIMScheduler");
    try (var left = Files.list(parent)) {
      assertThat(left).containsExactly(folder());
    }
  }

  @Test
  void halfPrecisionTakesHalfTheSpaceAndElevenBits() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F32);
    Path weights = folder().resolve(CheckpointFolder.WEIGHTS);
    long full = Files.size(weights);
    float[] written = Checkpoints.write(folder(), 1, StoredType.F16);
    assertThat((double) Files.size(weights) / full).isBetween(0.5, 0.65); // the header stays
    float[] read = Checkpoints.load(CheckpointFolder.open(folder()));
    for (int i = 0; i < read.length; i++) {
      assertThat(Math.abs(read[i] - written[i])).isLessThanOrEqualTo(Math.abs(written[i]) / 2048);
    }
  }

  @Test
  void equalModelsAreEqualFiles() throws IOException {
    Path other = parent.resolve("other");
    Checkpoints.write(folder(), 1, StoredType.F16);
    Checkpoints.write(other, 1, StoredType.F16);
    try (var files = Files.walk(folder()).filter(Files::isRegularFile)) {
      assertThat(files.toList())
          .hasSize(6)
          .allSatisfy(
              file ->
                  assertThat(other.resolve(folder().relativize(file)))
                      .hasSameBinaryContentAs(file));
    }
  }

  @Test
  void theCardNamesTheDataAndItsLicences() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F16);
    assertThat(CheckpointFolder.open(folder()).card())
        .contains("8×8", "portraits", "sha256:12", "41 pairs", "Noto: Apache-2.0\n\"MIT\" ü")
        .contains("all-MiniLM-L6-v2, 24 tokens", "10 %", "seed 7, 1,000 steps, 64,000 examples")
        .contains("10.0 minutes, bf16", "v_prediction", "Corgi 0.1.0, commit abc123");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_index.json",
        "unet/config.json",
        "unet/diffusion_pytorch_model.safetensors",
        "scheduler/scheduler_config.json",
        "corgi.json"
      })
  void aMissingFileIsNamed(String name) throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F16);
    Files.delete(folder().resolve(name));
    assertThatThrownBy(() -> CheckpointFolder.open(folder()))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(folder().resolve(name) + ": is missing from the model folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unet/config.json | 'block_out_channels' : [ 8, 12 ] | 'block_out_channels' : [ 8, 0 ] | block_out_channels = 0",
        "unet/config.json | 'norm_num_groups' : 4 | 'norm_num_groups' : 5 | 5",
        "unet/config.json | 'in_channels' : 3 | 'in_channels' : 'x' | in_channels = \"x\"",
        "scheduler/scheduler_config.json | DDIMScheduler' | DDIMScheduler | is not valid JSON",
        "scheduler/scheduler_config.json | '_class_name' | 'class' | _class_name = null",
        "scheduler/scheduler_config.json | 'squaredcos_cap_v2' | 'steep' | beta_schedule = \"steep\": must be linear or",
        "scheduler/scheduler_config.json | 'num_train_timesteps' : 1000 | 'num_train_timesteps' : 1e9 | num_train_timesteps = 1.0E9",
        "corgi.json | 'version' | 'versi' | version",
        "corgi.json | 'length' : 24 | 'length' : 0 | text.length = 0: must be from 1 to 65536",
        "corgi.json | 'length' : 24 | 'length' : 2.5 | text.length: ",
        "corgi.json | 'length' : 24 | 'length' : null | text.length: ",
        "corgi.json | 'BF16' | 'FP8' | training.precision: ",
        "corgi.json | 'steps' : 1000 | 'steps' : 1, 'steps' : 1 | Duplicate field",
        "corgi.json | 'seconds' : 600.5 | 'seconds' : -1 | training.seconds = -1.0: must be at least 0",
        "corgi.json | sha256: | sha256:0 | so the file is damaged or another model's",
      })
  void aDamagedConfigurationIsExplainedInOneLine(String name, String from, String to, String reason)
      throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F16);
    Path file = folder().resolve(name);
    String text = Files.readString(file);
    int at = text.lastIndexOf(from.replace('\'', '"'));
    assertThat(at).isNotNegative();
    Files.writeString(
        file, text.substring(0, at) + to.replace('\'', '"') + text.substring(at + from.length()));
    boolean inWeights = reason.contains("damaged");
    assertThatThrownBy(() -> Checkpoints.load(CheckpointFolder.open(folder())))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            (inWeights ? folder().resolve(CheckpointFolder.WEIGHTS) : file) + ": ")
        .hasMessageContaining(reason)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aFlippedBitInTheNumbersIsNoticed() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F32);
    Path weights = folder().resolve(CheckpointFolder.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 100] ^= 1;
    Files.write(weights, bytes);
    assertThatThrownBy(() -> CheckpointFolder.open(folder()))
        .hasMessageContaining("corgi.json recorded 'sha256:");
  }

  @Test
  void aHugeConfigurationIsRefusedUnread() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F16);
    Files.write(folder().resolve("corgi.json"), new byte[(1 << 20) + 1]);
    assertThatThrownBy(() -> CheckpointFolder.open(folder()))
        .hasMessageContaining("is longer than");
  }

  @Test
  void aConfigurationIsUtf8WhateverItLooksLike() throws IOException {
    Checkpoints.write(folder(), 1, StoredType.F16);
    Files.write(folder().resolve("corgi.json"), new byte[] {'{', 0, 0, 0, '"', 1, 1, 1});
    assertThatThrownBy(() -> CheckpointFolder.open(folder()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("corgi.json: is not valid JSON: ");
  }

  @Test
  void modelsOfTheClassPathAreFoundByName() throws Exception {
    Path classes =
        Path.of(Checkpoints.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path resources = Files.createDirectories(classes.resolve("corgi/models")).resolve("for-a-test");
    float[] written = Checkpoints.write(resources, 3, StoredType.F32);
    assertThat(CheckpointFolder.isEmbedded("for-a-test")).isTrue();
    CheckpointFolder found = CheckpointFolder.find("for-a-test");
    assertThat(found).hasToString("classpath:corgi/models/for-a-test/");
    assertThat(found.weightsHash()).isEqualTo(CheckpointFolder.open(resources).weightsHash());
    assertThat(Checkpoints.load(found)).containsExactly(written);
    Files.delete(resources.resolve("corgi.json"));
    assertThatThrownBy(() -> CheckpointFolder.embedded("for-a-test"))
        .hasMessage("classpath:corgi/models/for-a-test/corgi.json: is missing from the class path");
    Files.delete(resources.resolve("model_index.json"));
    assertThat(CheckpointFolder.isEmbedded("for-a-test")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-model", "../model", "a\0b", ""})
  void anUnknownModelIsRefused(String name) {
    assertThat(CheckpointFolder.isEmbedded(name)).isFalse();
    assertThatThrownBy(() -> CheckpointFolder.embedded(name))
        .hasMessageContaining("is not on the class path");
    assertThatThrownBy(() -> CheckpointFolder.find(name))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("model '");
    assertThatThrownBy(() -> CheckpointFolder.open(folder()))
        .hasMessageContaining("there is no such model folder");
  }
}

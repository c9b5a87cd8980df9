package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.vae.AutoencoderKl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the recorded autoencoder of a complete tiny pipeline. */
class AutoencoderFolderTest {
  private static final Map<String, String> OLDER =
      Map.of("to_q", "query", "to_k", "key", "to_v", "value", "to_out.0", "proj_attn");

  private final NDManager manager = Tensors.manager();
  private final TensorOps ops = TensorOps.of(Precision.FP32);
  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : new String[] {AutoencoderFolder.CONFIG, AutoencoderFolder.WEIGHTS}) {
      String resource = "/golden/pipelines/sd_tiny/vae/" + file;
      Files.copy(AutoencoderFolderTest.class.getResourceAsStream(resource), folder.resolve(file));
    }
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private float[] decoded(Path from) throws IOException {
    try (AutoencoderKl network = AutoencoderFolder.load(from, ops, manager)) {
      NDArray latent = manager.ones(new Shape(1, network.config().ends().latentChannels(), 4, 4));
      return Tensors.inference(() -> network.decode(latent).toFloatArray());
    }
  }

  @Test
  void aFolderIsWrittenAsItWasRead() throws IOException {
    Path copy = folder.resolve("copy/vae");
    try (AutoencoderKl network = AutoencoderFolder.load(folder, ops, manager)) {
      AutoencoderFolder.write(copy, network, StoredType.F32);
    }
    try (SafetensorsFile before = SafetensorsFile.open(folder.resolve(AutoencoderFolder.WEIGHTS));
        SafetensorsFile after = SafetensorsFile.open(copy.resolve(AutoencoderFolder.WEIGHTS))) {
      assertThat(after.names()).containsExactlyInAnyOrderElementsOf(before.names());
      for (String name : before.names()) {
        assertThat(after.entry(name).shape()).as(name).isEqualTo(before.entry(name).shape());
        assertThat(after.floats(name)).as(name).isEqualTo(before.floats(name));
      }
    }
    var before = CheckpointJson.read(new ModelFiles.Folder(folder), AutoencoderFolder.CONFIG);
    before.remove("_diffusers_version");
    assertThat(CheckpointJson.read(new ModelFiles.Folder(copy), AutoencoderFolder.CONFIG))
        .isEqualTo(before);
    assertThat(decoded(copy)).isEqualTo(decoded(folder));
  }

  @Test
  void theAttentionMayHaveItsOlderNamesAndShapes() throws IOException {
    Path older = folder.resolve("older");
    Files.createDirectories(older);
    Files.copy(folder.resolve(AutoencoderFolder.CONFIG), older.resolve(AutoencoderFolder.CONFIG));
    SafetensorsWriter writer = new SafetensorsWriter();
    int renamed = 0;
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(AutoencoderFolder.WEIGHTS))) {
      for (String name : file.names()) {
        String stored = name;
        for (var entry : OLDER.entrySet()) {
          stored = stored.replace("." + entry.getKey() + ".", "." + entry.getValue() + ".");
        }
        Shape shape = file.entry(name).shape();
        boolean matrix = !stored.equals(name) && shape.dimension() == 2;
        renamed += stored.equals(name) ? 0 : 1;
        writer.add(
            stored,
            matrix ? shape.addAll(new Shape(1, 1)) : shape,
            file.floats(name),
            StoredType.F32);
      }
    }
    writer.write(older.resolve(AutoencoderFolder.WEIGHTS));
    assertThat(renamed).isEqualTo(16);
    assertThat(decoded(older)).isEqualTo(decoded(folder));
  }

  @Test
  void aTensorUnderBothNamesIsRefused() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    String twice = "decoder.mid_block.attentions.0.";
    Path weights = folder.resolve(AutoencoderFolder.WEIGHTS);
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
      for (String name : file.names()) {
        writer.add(name, file.entry(name).shape(), file.floats(name), StoredType.F32);
      }
    }
    writer.add(twice + "query.bias", new Shape(16), new float[16], StoredType.F32);
    writer.write(weights);
    assertThatThrownBy(() -> AutoencoderFolder.load(folder, ops, manager))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("1 unused ('%s", twice);
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    Path config = folder.resolve(AutoencoderFolder.CONFIG);
    Files.writeString(config, "{\"norm_num_groups\": 5}");
    assertThatThrownBy(() -> AutoencoderFolder.load(folder, ops, manager))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(config + ": 5 norm groups do not divide 64 channels");
    Files.delete(config);
    assertThatThrownBy(() -> AutoencoderFolder.load(folder, ops, manager))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(config + ": is missing from the model folder");
  }
}

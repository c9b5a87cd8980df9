package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedTensorsTest {
  private static final String MAP = "'a': 'one.safetensors', 'b': 'two.safetensors'";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    shard("one", "a", 1);
    shard("two", "b", 2);
  }

  private void shard(String file, String tensor, float value) throws IOException {
    new SafetensorsWriter()
        .add(tensor, new Shape(1), new float[] {value}, StoredType.F32)
        .write(folder.resolve(file + ".safetensors"));
  }

  private ShardedTensors open(String map) throws IOException {
    Path index = folder.resolve("x.safetensors.index.json");
    Files.writeString(
        index,
        "{'metadata': {'total_size': 8}, 'weight_map': %s}".formatted(map).replace('\'', '"'));
    return ShardedTensors.open(index, SafetensorsFile::open);
  }

  @Test
  void tensorsAreFoundInTheirFiles() throws IOException {
    try (ShardedTensors shards = open("{" + MAP + "}")) {
      assertThat(shards.names()).containsExactly("a", "b");
      assertThat(shards.floats("a")).containsExactly(1);
      assertThat(shards.floats("b")).containsExactly(2);
      assertThat(shards.count()).isEqualTo(2);
      assertThat(shards.toString()).endsWith("index.json (2 tensors in 2 files)");
      assertThatThrownBy(() -> shards.floats("c")).hasMessageContaining("no tensor 'c' among 2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | weight_map: expected an object",
        "[] | weight_map: expected an object",
        "{'a': 1} | 'a' is in '1': expected the name of a file",
        "{'a': '../one.safetensors'} | expected the name of a file beside the index",
        "{'a': '..'} | expected the name of a file beside the index",
        "{'a': '/etc/passwd'} | expected the name of a file beside the index",
        "{'a': 'three.safetensors'} | names the file 'three.safetensors', which is missing beside it",
        "{'a': 'one.safetensors', 'b': 'one.safetensors'} | promises tensor 'b' in 'one.safetensors', which lacks it",
      })
  void whatDoesNotFitIsExplained(String map, String reason) {
    assertThatThrownBy(() -> open(map))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(folder.resolve("x.safetensors.index.json") + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void aTensorStandsInOneFileAlone() throws IOException {
    new SafetensorsWriter()
        .add("b", new Shape(1), new float[] {2}, StoredType.F32)
        .add("a", new Shape(1), new float[] {3}, StoredType.F32)
        .write(folder.resolve("two.safetensors"));
    assertThatThrownBy(() -> open("{" + MAP + "}"))
        .hasMessageContaining("tensor 'a' stands in " + folder.resolve("one.safetensors"))
        .hasMessageEndingWith(" and again in 'two.safetensors'");
    assertThatThrownBy(() -> open("{'b': 'two.safetensors'}"))
        .hasMessageEndingWith("does not list tensor 'a', which stands in 'two.safetensors'");
  }

  @Test
  void aMissingIndexIsNoSuchFile() {
    assertThatThrownBy(() -> ShardedTensors.open(folder.resolve("none"), SafetensorsFile::open))
        .isInstanceOf(NoSuchFileException.class);
  }
}

package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.sun.management.ThreadMXBean;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path folder;

  private static SafetensorsWriter small() {
    return new SafetensorsWriter()
        .metadata("format", "pt")
        .add("z", new Shape(1, 2), new float[] {1, 2}, StoredType.F32)
        .add("a", new Shape(3), new float[] {0.1f, 65504, -0f}, StoredType.F16)
        .add("n", new Shape(), 7);
  }

  @Test
  void bytesAreThoseOfTheFormatInTheOrderGiven() {
    String json =
        """
        {"__metadata__":{"format":"pt"},\
        "z":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},\
        "a":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},\
        "n":{"dtype":"I64","shape":[],"data_offsets":[14,22]}}""";
    json += " ".repeat((8 - json.length() % 8) % 8);
    byte[] values = {
      0,
      0,
      (byte) 0x80,
      0x3f,
      0,
      0,
      0,
      0x40, // 1, 2
      0x66,
      0x2e,
      (byte) 0xff,
      0x7b,
      0,
      (byte) 0x80, // 0.1 → 0x2e66, 65504, −0
      7,
      0,
      0,
      0,
      0,
      0,
      0,
      0
    };
    assertThat(small().toBytes())
        .isEqualTo(SafetensorsFileTest.file(json, values))
        .isEqualTo(small().toBytes());
  }

  /** 150,000 numbers are more than two pieces. */
  @Test
  void halvesOfAnArrayAreThoseOfItsNumbersThoughItNeverIsInTheHeap() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (NDManager manager = Tensors.manager()) {
      NDArray array = manager.arange(150_000f).sub(75_000).div(3).reshape(300, 500);
      Path path = folder.resolve("halves.safetensors");
      new SafetensorsWriter().add("x", array, StoredType.F16).write(path);
      byte[] file = Files.readAllBytes(path);
      ByteBuffer halves = ByteBuffer.allocate(2 * 150_000).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : array.toFloatArray()) {
        halves.putShort(Half.fromFloat(value));
      }
      assertThat(Arrays.copyOfRange(file, file.length - halves.capacity(), file.length))
          .isEqualTo(halves.array());
      try (SafetensorsFile again = SafetensorsFile.open(path)) {
        assertThat(again.names()).containsExactly("x"); // and no byte too many
      }

      NDArray large = manager.zeros(new Shape(2048, 2048)); // 16 MiB
      long before = threads.getCurrentThreadAllocatedBytes();
      Path second = folder.resolve("large.safetensors");
      new SafetensorsWriter().add("x", large, StoredType.F16).write(second);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);

      NDArray beyond = manager.zeros(new Shape(100_000));
      beyond.set(new NDIndex(90_000), 65_520);
      assertThatThrownBy(() -> new SafetensorsWriter().add("x", beyond, StoredType.F16).toBytes())
          .hasMessageContaining("element 90000 is 65520.0: F16 holds at most 65504");
    }
  }

  @Test
  void arraysComeBackAsTheyWere() throws IOException {
    Path path = folder.resolve("w.safetensors");
    try (NDManager manager = Tensors.manager()) {
      NDArray weight = manager.arange(24f).div(7).reshape(2, 3, 4);
      NDArray steps = manager.create(new long[] {1, -1L << 62});
      NDArray scalar = manager.create(3.25f);
      new SafetensorsWriter()
          .add("weight", weight, StoredType.F32)
          .add("half", weight, StoredType.F16)
          .add("steps", steps, StoredType.I64)
          .add("empty", manager.create(new Shape(0, 3)), StoredType.F32)
          .add("scalar", scalar, StoredType.F32)
          .write(path);
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        assertThat(file.load(manager, "weight")).isEqualTo(weight);
        assertThat(file.load(manager, "half").sub(weight).abs().max().getFloat())
            .isBetween(1e-6f, 1e-3f);
        assertThat(file.load(manager, "steps")).isEqualTo(steps);
        assertThat(file.load(manager, "empty").getShape()).isEqualTo(new Shape(0, 3));
        assertThat(file.load(manager, "scalar").getShape()).isEqualTo(new Shape());
        assertThat(file.load(manager, "scalar").getFloat()).isEqualTo(3.25f);
      }
    }
  }

  @Test
  void whatWasThereIsReplacedAndNothingElseIsLeft() throws IOException {
    Path path = folder.resolve("w.safetensors");
    Files.writeString(path, "old");
    small().write(path);
    assertThat(Files.readAllBytes(path)).isEqualTo(small().toBytes());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void aFailureLeavesTheOldFileAndNoTemporaryOne() throws IOException {
    Path path = folder.resolve("w.safetensors");
    Files.writeString(path, "old");
    SafetensorsWriter tooLarge =
        new SafetensorsWriter().add("x", new Shape(2), new float[] {1, 65520}, StoredType.F16);
    assertThatThrownBy(() -> tooLarge.write(path))
        .hasMessage("tensor 'x': element 1 is 65520.0: F16 holds at most 65504");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
    assertThat(Files.readString(path, StandardCharsets.UTF_8)).isEqualTo("old");
  }

  @Test
  void infinityAndNotANumberSurviveAsHalves() throws IOException {
    float[] values = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
    byte[] bytes = new SafetensorsWriter().add("x", new Shape(3), values, StoredType.F16).toBytes();
    assertThat(SafetensorsFile.of(bytes, "x").floats("x")).containsExactly(values);
  }

  @Test
  void refusesWhatItCannotWrite() {
    SafetensorsWriter writer = small();
    float[] one = {1};
    assertThatThrownBy(() -> writer.add("z", new Shape(1), one, StoredType.F32))
        .hasMessageContaining("'z'");
    assertThatThrownBy(() -> writer.add("__metadata__", new Shape(1), one, StoredType.F32))
        .hasMessageContaining("'__metadata__'");
    assertThatThrownBy(() -> writer.add("y", new Shape(2), one, StoredType.F32))
        .hasMessage("tensor 'y' has 1 values: expected 2 for (2)");
    for (StoredType type : List.of(StoredType.BF16, StoredType.F64, StoredType.I64)) {
      assertThatThrownBy(() -> writer.add("y", new Shape(1), one, type))
          .hasMessageContaining("tensor 'y' as " + type);
    }
    try (NDManager manager = Tensors.manager()) {
      NDArray doubles = manager.create(1.0).toType(DataType.FLOAT64, true);
      assertThatThrownBy(() -> writer.add("y", doubles, StoredType.F32))
          .hasMessageContaining("is float64: expected float32 or int64");
    }
  }
}

package corgi.engine.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged safetensors files and indices of sharded ones. */
class SafetensorsMutantsTest {
  @TempDir Path folder;

  private static byte[] file(String prefix) {
    return new SafetensorsWriter()
        .metadata("format", "pt")
        .add(prefix + ".weight", new Shape(2, 3), new float[] {1, 2, 3, 4, 5, 6}, StoredType.F32)
        .add(prefix + ".bias", new Shape(3), new float[] {1, 2, 3}, StoredType.F16)
        .add(prefix + ".step", new Shape(1), 9)
        .toBytes();
  }

  private static void readAll(TensorSource source) {
    for (String name : source.names()) {
      source.floats(name);
    }
  }

  private static void read(byte[] content) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.of(content, Mutants.NAME)) {
      readAll(file);
    }
  }

  @Test
  void bytes() {
    Mutants.check(
        List.of(file("a"), file("conv")), Mutations::binary, SafetensorsMutantsTest::read);
  }

  @Test
  void headers() {
    Mutants.check(
        List.of(file("a"), file("conv")),
        SafetensorsMutantsTest::damageHeader,
        SafetensorsMutantsTest::read);
  }

  /** Damages the JSON and tells its new length, so that the damage is looked at. */
  private static byte[] damageHeader(byte[] content, Random random) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong(0);
    byte[] json = Mutations.json(Arrays.copyOfRange(content, 8, 8 + length), random);
    byte[] damaged = Mutations.splice(content, 8, length, json);
    ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN).putLong(0, json.length);
    return damaged;
  }

  @Test
  void indices() throws IOException {
    Files.write(folder.resolve("one.safetensors"), file("a"));
    Files.write(folder.resolve("two.safetensors"), file("b"));
    String index =
        """
        {"metadata": {"total_size": 76}, "weight_map": {
         "a.weight": "one.safetensors", "a.bias": "one.safetensors", "a.step": "one.safetensors",
         "b.weight": "two.safetensors", "b.bias": "two.safetensors", "b.step": "two.safetensors"}}""";
    Path path = folder.resolve(Mutants.NAME + ".index.json");
    Mutants.check(
        List.of(index.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Mutations::json,
        content -> {
          Files.write(path, content);
          try (ShardedTensors shards = ShardedTensors.open(path, SafetensorsFile::open)) {
            readAll(shards);
          }
        });
  }
}

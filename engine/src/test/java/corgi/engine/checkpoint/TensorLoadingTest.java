package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.ThreadMXBean;
import corgi.engine.tensor.RawTensors;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorLoadingTest {
  @TempDir Path folder;

  private Path file(StoredType type, byte[] data) throws IOException {
    String header =
        "{\"x\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, data.length / type.bytes(), data.length);
    return Files.write(folder.resolve("x"), SafetensorsFileTest.file(header, data));
  }

  /** Every half and every bfloat16 that is finite, as PyTorch widens them and as Java does. */
  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16"})
  void halvesAreWidenedExactly(StoredType type) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 1 << 16; bits++) {
      all.putShort((short) bits);
    }
    try (SafetensorsFile file = SafetensorsFile.open(file(type, all.array()));
        NDManager manager = Tensors.manager()) {
      float[] loaded = file.load(manager, "x").toFloatArray();
      for (int i = 0; i < loaded.length; i++) {
        float expected = (float) type.number(all, i);
        assertThat(Float.compare(loaded[i], expected)).as("bits %04x", i).isZero();
      }
    }
  }

  @Test
  void bfloat16IsRoundedToNearestEven() throws IOException {
    float[] values = {1, 0x1.01p0f, 0x1.03p0f, -0x1.fep127f, 0x1p-133f}; // two of them are ties
    try (NDManager manager = Tensors.manager()) {
      NDArray rounded = RawTensors.toBfloat16(manager.create(values));
      short[] bits = new short[values.length];
      RawTensors.write(rounded, memory -> memory.asShortBuffer().get(bits));
      assertThat(bits)
          .containsExactly(
              (short) 0x3f80, (short) 0x3f80, (short) 0x3f82, (short) 0xff7f, (short) 1);
    }
  }

  /** The thread's allocations are those of the Java heap: the numbers must not pass it. */
  @Test
  void aLargeTensorDoesNotPassTheHeap() throws IOException {
    long floats = 24 << 20;
    String header =
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(floats, 4 * floats);
    Path path = Files.write(folder.resolve("large"), SafetensorsFileTest.file(header));
    try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
      sparse.setLength(sparse.length() + 4 * floats);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (SafetensorsFile file = SafetensorsFile.open(path);
        NDManager manager = Tensors.manager()) {
      long before = threads.getCurrentThreadAllocatedBytes();
      NDArray loaded = file.load(manager, "x");
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
      assertThat(loaded.size()).isEqualTo(floats);
      assertThat(loaded.getFloat(floats - 1)).isZero();
    }
  }

  /** What was loaded is a copy: the file may change or go. */
  @Test
  void theFileMayGoOnceATensorIsLoaded() throws IOException {
    byte[] data = new byte[4 << 16];
    new Random(1).nextBytes(data);
    Path path = file(StoredType.I32, data);
    try (NDManager manager = Tensors.manager()) {
      NDArray loaded;
      try (SafetensorsFile file = SafetensorsFile.open(path)) {
        loaded = file.load(manager, "x");
      }
      long[] before = loaded.toLongArray();
      Files.write(path, new byte[10]);
      System.gc();
      assertThat(loaded.toLongArray()).isEqualTo(before);
      assertThat(before[0])
          .isEqualTo(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }
  }

  @Test
  void aFileThatShrankIsNoticed() throws IOException {
    Path path = file(StoredType.F32, new byte[1 << 20]);
    try (SafetensorsFile file = SafetensorsFile.open(path);
        RandomAccessFile shrinking = new RandomAccessFile(path.toFile(), "rw");
        NDManager manager = Tensors.manager()) {
      shrinking.setLength(4096);
      assertThatThrownBy(() -> file.load(manager, "x"))
          .hasRootCauseInstanceOf(CheckpointException.class)
          .hasMessageContaining(path + ": shrank while it was read");
    }
  }
}

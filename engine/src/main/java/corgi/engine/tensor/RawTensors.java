package corgi.engine.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arrays made from the bytes of a file, and bytes made from arrays, without a detour through the
 * Java heap: bytes go straight into memory that the native library owns. Bfloat16, which DJL has no
 * name for, is the upper half of a float32 (Kalamkar et al. 2019, 1905.12322, section 2).
 */
public final class RawTensors {
  private static final Script TO_BFLOAT16 = script("return torch.to(x, 15)");
  private static final Script FINITE = script("return torch.all(torch.isfinite(x))");

  private RawTensors() {}

  /** Moves bytes from or to the native library. */
  @FunctionalInterface
  public interface Transfer {
    /** Fills or reads {@code memory}, direct and little-endian, from its position to its limit. */
    void with(ByteBuffer memory) throws IOException;
  }

  /**
   * Returns an array on the CPU, attached to {@code manager}.
   *
   * @param type of the bytes and of the array; the bytes are less than 2 GiB
   * @param bytes provides them, row-major
   */
  public static NDArray read(NDManager manager, Shape shape, DataType type, Transfer bytes)
      throws IOException {
    NDArray array = manager.create(shape, type, Device.cpu());
    try {
      if (shape.size() > 0) { // nothing has no address
        bytes.with(memory(array));
      }
      return array;
    } catch (IOException | RuntimeException | Error e) {
      array.close();
      throw e;
    }
  }

  /** Like {@link #read}, for bytes that are bfloat16; the array is float32. */
  public static NDArray readBfloat16(NDManager manager, Shape shape, Transfer bytes)
      throws IOException {
    return read(
        manager,
        shape,
        DataType.FLOAT32,
        memory -> {
          // The halves are put behind the middle and widened from the front: the n-th float
          // ends before the next half that is still to be read begins.
          int half = memory.limit() / 2;
          bytes.with(memory.slice(half, half).order(ByteOrder.LITTLE_ENDIAN));
          for (int i = 0; i < half; i += 2) {
            memory.putInt(2 * i, memory.getShort(half + i) << 16);
          }
        });
  }

  /** Gives the bytes of {@code x}, row-major, in the type it has, to {@code bytes}. */
  public static void write(NDArray x, Transfer bytes) throws IOException {
    if (x.size() > 0) {
      bytes.with(memory(x));
    }
  }

  private static ByteBuffer memory(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns {@code x} rounded to bfloat16, for {@link #write} and for scripts only. */
  public static NDArray toBfloat16(NDArray x) {
    return TO_BFLOAT16.call(x);
  }

  /** Returns whether no element is infinite or not a number. */
  public static boolean isFinite(NDArray x) {
    try (NDArray all = FINITE.call(x)) {
      return all.getBoolean();
    }
  }

  private static Script script(String body) {
    return new Script("x: Tensor", "Tensor", body);
  }
}

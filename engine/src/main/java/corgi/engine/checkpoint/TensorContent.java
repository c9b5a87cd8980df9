package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A tensor waiting to be written.
 *
 * @param type how it is stored
 * @param shape its shape
 * @param encoder from its name (for messages) to its bytes
 */
record TensorContent(StoredType type, Shape shape, Function<String, ByteBuffer> encoder) {
  /** Floats, stored as F32 or else F16. */
  static TensorContent ofFloats(Shape shape, StoredType type, Supplier<float[]> values) {
    return type == StoredType.F16
        ? new TensorContent(type, shape, name -> halves(name, values.get()))
        : new TensorContent(StoredType.F32, shape, name -> singles(values.get()));
  }

  /** Integers, stored as I64. */
  static TensorContent ofLongs(Shape shape, Supplier<long[]> values) {
    return new TensorContent(StoredType.I64, shape, name -> integers(values.get()));
  }

  /** Returns the number of bytes. */
  long length() {
    return shape.size() * type.bytes();
  }

  /** Returns the bytes. */
  ByteBuffer encode(String name) {
    return encoder.apply(name);
  }

  /** Returns an empty little-endian buffer. */
  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer singles(float[] values) {
    ByteBuffer out = buffer(Math.multiplyExact(4, values.length));
    out.asFloatBuffer().put(values);
    return out;
  }

  private static ByteBuffer integers(long[] values) {
    ByteBuffer out = buffer(Math.multiplyExact(8, values.length));
    out.asLongBuffer().put(values);
    return out;
  }

  private static ByteBuffer halves(String name, float[] values) {
    ByteBuffer out = buffer(Math.multiplyExact(2, values.length));
    for (int i = 0; i < values.length; i++) {
      short half = Half.fromFloat(values[i]);
      if (Float.isFinite(values[i]) && (half & 0x7c00) == 0x7c00) {
        throw new IllegalArgumentException(
            "tensor %s: element %d is %s: F16 holds at most 65504"
                .formatted(quote(name), i, values[i]));
      }
      out.putShort(half);
    }
    return out.flip();
  }
}

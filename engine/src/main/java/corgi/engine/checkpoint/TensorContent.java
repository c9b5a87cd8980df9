package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.RawTensors;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Supplier;

/**
 * A tensor waiting to be written.
 *
 * @param type how it is stored
 * @param shape its shape
 * @param encoder makes its bytes
 */
record TensorContent(StoredType type, Shape shape, Encoder encoder) {
  private static final int PIECE = 1 << 16; // elements that are converted at once

  /** Makes bytes. */
  @FunctionalInterface
  interface Encoder {
    /** Gives the bytes of the tensor of that name (for messages) to {@code out}. */
    void encode(String name, RawTensors.Transfer out) throws IOException;
  }

  /** A tensor of another file; floats become the given type, and others stay as they are. */
  static TensorContent of(TensorSource source, StoredTensor tensor, StoredType floats) {
    boolean cast = tensor.type().isFloat() && tensor.type() != floats;
    return cast
        ? new TensorContent(
            floats, tensor.shape(), (name, out) -> cast(source, tensor, floats, out))
        : new TensorContent(
            tensor.type(),
            tensor.shape(),
            (name, out) -> {
              ByteBuffer bytes = buffer(Math.toIntExact(tensor.length()));
              source.read(tensor.name(), bytes);
              out.with(bytes.flip());
            });
  }

  private static void cast(
      TensorSource source, StoredTensor tensor, StoredType type, RawTensors.Transfer out)
      throws IOException {
    try (NDManager manager = Tensors.manager()) {
      NDArray wide = source.load(manager, tensor.name());
      NDArray cast =
          switch (type) {
            case F32 -> wide;
            case F16 -> wide.toType(DataType.FLOAT16, false);
            case BF16 -> RawTensors.toBfloat16(wide);
            default -> throw new IllegalArgumentException(type + ": expected F32, F16 or BF16");
          };
      if (RawTensors.isFinite(wide) && !RawTensors.isFinite(cast)) {
        throw new CheckpointException(
            source.source(),
            "tensor %s has numbers too large for %s: choose another type"
                .formatted(quote(tensor.name()), type));
      }
      RawTensors.write(cast, out);
    }
  }

  /** A float32 array, stored as F32 straight from where the native library has it. */
  static TensorContent ofNative(NDArray array) {
    return new TensorContent(
        StoredType.F32, array.getShape(), (name, out) -> RawTensors.write(array, out));
  }

  /** A float32 array, stored as F16; a piece at a time is in the Java heap. */
  static TensorContent halves(NDArray array) {
    return new TensorContent(
        StoredType.F16,
        array.getShape(),
        (name, out) -> RawTensors.write(array, m -> halves(name, m.asFloatBuffer(), out)));
  }

  /** Floats, stored as F32 or else F16. */
  static TensorContent ofFloats(Shape shape, StoredType type, float[] values) {
    return type == StoredType.F16
        ? new TensorContent(type, shape, (name, out) -> halves(name, FloatBuffer.wrap(values), out))
        : new TensorContent(StoredType.F32, shape, (name, out) -> out.with(singles(values)));
  }

  /** Integers, stored as I64. */
  static TensorContent ofLongs(Shape shape, Supplier<long[]> values) {
    return new TensorContent(
        StoredType.I64, shape, (name, out) -> out.with(integers(values.get())));
  }

  /** Returns the number of bytes. */
  long length() {
    return shape.size() * type.bytes();
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

  private static void halves(String name, FloatBuffer values, RawTensors.Transfer out)
      throws IOException {
    ByteBuffer piece = buffer(2 * Math.min(PIECE, values.remaining()));
    while (values.hasRemaining()) {
      while (values.hasRemaining() && piece.hasRemaining()) {
        float value = values.get();
        short half = Half.fromFloat(value);
        if (Float.isFinite(value) && (half & 0x7c00) == 0x7c00) {
          throw new IllegalArgumentException(
              "tensor %s: element %d is %s: F16 holds at most 65504"
                  .formatted(quote(name), values.position() - 1, value));
        }
        piece.putShort(half);
      }
      out.with(piece.flip());
      piece.clear();
    }
  }
}

package corgi.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes Protocol Buffers, and the small ONNX files of the tests, right and wrong. */
final class Proto {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Proto varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  Proto number(int field, long value) {
    return varint(field << 3).varint(value);
  }

  Proto bytes(int field, byte[] value) {
    varint(field << 3 | 2).varint(value.length);
    return raw(value);
  }

  Proto raw(byte... value) {
    out.writeBytes(value);
    return this;
  }

  byte[] done() {
    return out.toByteArray();
  }

  /** A float32 tensor. */
  static Proto tensor(String name, long... dims) {
    Proto tensor = new Proto();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, 1).bytes(8, name.getBytes(StandardCharsets.UTF_8));
  }

  Proto values(float... values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return bytes(9, raw.array());
  }

  /** A model of these initialisers and nothing else. */
  static byte[] model(byte[]... initializers) {
    Proto graph = new Proto();
    for (byte[] initializer : initializers) {
      graph.bytes(5, initializer);
    }
    return new Proto().bytes(7, graph.done()).done();
  }
}

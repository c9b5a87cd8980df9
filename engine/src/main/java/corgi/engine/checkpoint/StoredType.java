package corgi.engine.checkpoint;

import java.nio.ByteBuffer;

/** Element types of a safetensors file that Corgi reads; it writes F32, F16 and I64. */
public enum StoredType {
  /** IEEE binary64. */
  F64(8),
  /** IEEE binary32. */
  F32(4),
  /** IEEE binary16. */
  F16(2),
  /** The upper half of binary32. */
  BF16(2),
  /** Signed 64-bit integer. */
  I64(8),
  /** Signed 32-bit integer. */
  I32(4),
  /** Signed 16-bit integer. */
  I16(2),
  /** Signed 8-bit integer. */
  I8(1),
  /** Unsigned 8-bit integer. */
  U8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  StoredType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether elements are floating-point numbers. */
  public boolean isFloat() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /** Returns element {@code i} as a double; I64 beyond 2⁵³ is rounded. */
  double number(ByteBuffer data, int i) {
    return switch (this) {
      case F64 -> data.getDouble(8 * i);
      case F32 -> data.getFloat(4 * i);
      case F16 -> Half.toFloat(data.getShort(2 * i));
      case BF16 -> Float.intBitsToFloat(data.getShort(2 * i) << 16);
      default -> integer(data, i);
    };
  }

  /** Returns element {@code i} of an integer type. */
  long integer(ByteBuffer data, int i) {
    return switch (this) {
      case I64 -> data.getLong(8 * i);
      case I32 -> data.getInt(4 * i);
      case I16 -> data.getShort(2 * i);
      case I8 -> data.get(i);
      case U8, BOOL -> data.get(i) & 0xff;
      default -> throw new IllegalArgumentException(this + " is not an integer type");
    };
  }
}

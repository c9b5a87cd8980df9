package corgi.engine.checkpoint;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/**
 * Element types of stored tensors that Corgi reads, by their names in a safetensors file. It writes
 * the floating ones and I64.
 */
public enum StoredType {
  /** IEEE binary64. */
  F64(8, DataType.FLOAT64),
  /** IEEE binary32. */
  F32(4, DataType.FLOAT32),
  /** IEEE binary16. */
  F16(2, DataType.FLOAT16),
  /** The upper half of binary32. */
  BF16(2, DataType.UNKNOWN),
  /** Signed 64-bit integer. */
  I64(8, DataType.INT64),
  /** Signed 32-bit integer. */
  I32(4, DataType.INT32),
  /** Signed 16-bit integer. */
  I16(2, DataType.UNKNOWN),
  /** Signed 8-bit integer. */
  I8(1, DataType.INT8),
  /** Unsigned 8-bit integer. */
  U8(1, DataType.UINT8),
  /** One byte, 0 or 1. */
  BOOL(1, DataType.UINT8);

  private final int bytes;
  private final DataType dataType;

  StoredType(int bytes, DataType dataType) {
    this.bytes = bytes;
    this.dataType = dataType;
  }

  /** Returns DJL's type of the same bytes; there is none for BF16 and I16. */
  DataType dataType() {
    return dataType;
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
  public double number(ByteBuffer data, int i) {
    return switch (this) {
      case F64 -> data.getDouble(8 * i);
      case F32 -> data.getFloat(4 * i);
      case F16 -> Half.toFloat(data.getShort(2 * i));
      case BF16 -> Float.intBitsToFloat(data.getShort(2 * i) << 16);
      default -> integer(data, i);
    };
  }

  /** Returns element {@code i} of an integer type. */
  public long integer(ByteBuffer data, int i) {
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

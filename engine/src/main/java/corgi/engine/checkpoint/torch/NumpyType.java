package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The type of a numpy scalar, such as the loss that a trainer noted.
 *
 * @param code numpy's, such as {@code f8}
 */
record NumpyType(String code) {
  private static final Map<String, StoredType> TYPES =
      Map.of(
          "f8", StoredType.F64,
          "f4", StoredType.F32,
          "f2", StoredType.F16,
          "i8", StoredType.I64,
          "i4", StoredType.I32,
          "i2", StoredType.I16,
          "i1", StoredType.I8,
          "u1", StoredType.U8,
          "b1", StoredType.BOOL);

  /** (code, align, copy). */
  static NumpyType of(Arguments call) throws CheckpointException {
    call.count(1, 3);
    String code = call.get(0, String.class, "the code of a numpy type");
    if (!TYPES.containsKey(code)) {
      throw call.bytes().bad("has a numpy value of type %s".formatted(quote(code)));
    }
    return new NumpyType(code);
  }

  /** The state of a type: (version, order of bytes, …). */
  static void checkOrder(PickleBytes bytes, Tuple state) throws CheckpointException {
    if (state.size() < 2 || ">".equals(state.get(1))) {
      throw bytes.bad("has a numpy value whose bytes are not little-endian");
    }
  }

  /** (type, bytes): returns a Double or a Long. */
  static Object scalar(Arguments call) throws CheckpointException {
    call.count(2, 2);
    StoredType type = TYPES.get(call.get(0, NumpyType.class, "a numpy type").code());
    byte[] raw = call.get(1, byte[].class, "the bytes of a number");
    if (raw.length != type.bytes()) {
      throw call.bytes().bad("has a numpy %s of %d bytes".formatted(type, raw.length));
    }
    ByteBuffer number = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    if (type.isFloat()) {
      return type.number(number, 0);
    }
    return type.integer(number, 0);
  }
}

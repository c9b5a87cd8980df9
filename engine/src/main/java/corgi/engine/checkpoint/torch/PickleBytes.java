package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.CheckpointException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle and how far they were read; no read leaves them. */
final class PickleBytes {
  private static final int LONGEST_INTEGER = 1024; // bytes; Python's own are as long as they like

  private final String source;
  private final ByteBuffer bytes;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private int start;

  PickleBytes(String source, byte[] bytes) {
    this.source = source;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How far was read. */
  int position() {
    return bytes.position();
  }

  /** Returns what is wrong with the instruction that is being read. */
  CheckpointException bad(String problem) {
    return new CheckpointException(source, "pickle at byte %d: %s".formatted(start, problem));
  }

  /** Returns the code of the next instruction. */
  int instruction() throws CheckpointException {
    start = bytes.position();
    return need(1).get() & 0xff;
  }

  int byte1() throws CheckpointException {
    return need(1).get() & 0xff;
  }

  int byte2() throws CheckpointException {
    return need(2).getShort() & 0xffff;
  }

  int int4() throws CheckpointException {
    return need(4).getInt();
  }

  /** Big-endian, unlike the rest. */
  double double8() throws CheckpointException {
    return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
  }

  /** Returns a length that the remaining bytes have room for. */
  int length(int bytesOfLength) throws CheckpointException {
    long length =
        switch (bytesOfLength) {
          case 1 -> byte1();
          case 4 -> int4() & 0xffff_ffffL;
          default -> need(8).getLong();
        };
    if (length < 0 || length > bytes.remaining()) {
      throw bad(
          "announces %s bytes: %d are left"
              .formatted(Long.toUnsignedString(length), bytes.remaining()));
    }
    return (int) length;
  }

  byte[] raw(int length) throws CheckpointException {
    need(length);
    byte[] raw = new byte[length];
    bytes.get(raw);
    return raw;
  }

  String text(int length) throws CheckpointException {
    ByteBuffer slice = need(length).slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return utf8.decode(slice).toString();
    } catch (CharacterCodingException e) {
      throw bad("holds a text that is not UTF-8");
    }
  }

  /** Returns the text up to a line feed. */
  String line() throws CheckpointException {
    int from = bytes.position();
    int length = 0;
    while (length < bytes.remaining() && bytes.get(from + length) != '\n') {
      length++;
    }
    String line = text(length);
    need(1).get();
    return line;
  }

  /** Returns an integer of that many bytes, two's complement: a Long where one holds it. */
  Number integer(int length) throws CheckpointException {
    if (length > LONGEST_INTEGER) {
      throw bad(
          "holds an integer of %d bytes: expected at most %d".formatted(length, LONGEST_INTEGER));
    }
    byte[] raw = raw(length);
    if (length == 0) {
      return 0L;
    }
    for (int i = 0, j = raw.length - 1; i < j; i++, j--) { // BigInteger is big-endian
      byte swap = raw[i];
      raw[i] = raw[j];
      raw[j] = swap;
    }
    BigInteger value = new BigInteger(raw);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  private ByteBuffer need(int count) throws CheckpointException {
    if (bytes.remaining() < count) {
      throw bad("ends in the middle of an instruction");
    }
    return bytes;
  }
}

package corgi.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the wire format of Protocol Buffers from a stream, front to back, for whoever knows the
 * fields. A length that does not fit into what contains it is an error, never an allocation.
 * Source: Protocol Buffers documentation, "Encoding".
 */
final class Wire {
  /** The kind of a field: a number of up to 64 bits, seven at a time. */
  static final int VARINT = 0;

  /** The kind of a field: a length and that many bytes. */
  static final int BYTES = 2;

  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;

  private final InputStream in;
  private final String source;
  private final byte[] chunk = new byte[1 << 16];
  private int next; // in chunk
  private int filled;
  private long position;
  private long end; // of the message being read

  /**
   * Reads one message.
   *
   * @param in where from; not closed
   * @param size how many bytes the message has
   * @param source what it is called in errors
   */
  Wire(InputStream in, long size, String source) {
    this.in = in;
    this.end = size;
    this.source = source;
  }

  /** Whether the message being read has more fields. */
  boolean more() {
    return position < end;
  }

  /** Returns the next field's number and kind, as {@code number << 3 | kind}. */
  int tag() throws IOException {
    long tag = varint();
    if (tag < 8 || tag > 0xffff_ffffL) {
      throw damaged("field tag " + tag + ": must be between 8 and 2³² − 1");
    }
    return (int) tag;
  }

  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = one();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged("a number of more than ten bytes");
  }

  /** Enters the message that the field holds; returns what {@link #leave} wants to know. */
  long enter() throws IOException {
    long length = length();
    long outer = end;
    end = position + length;
    return outer;
  }

  /** Leaves a message that was read to its end. */
  void leave(long outer) {
    end = outer;
  }

  /** Reads a string of at most {@code most} bytes. */
  String text(int most) throws IOException {
    long length = length();
    if (length > most) {
      throw damaged("a name of %d bytes: at most %d are allowed".formatted(length, most));
    }
    byte[] bytes = new byte[(int) length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) one();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Reads bytes into memory outside the Java heap, in little-endian order. */
  ByteBuffer bytes() throws IOException {
    long length = length();
    if (length > Integer.MAX_VALUE) {
      throw damaged("%d bytes in one field: at most 2³¹ − 1 are allowed".formatted(length));
    }
    ByteBuffer bytes = ByteBuffer.allocateDirect((int) length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      fill();
      int count = Math.min(bytes.remaining(), filled - next);
      bytes.put(chunk, next, count);
      advance(count);
    }
    return bytes.flip();
  }

  /** Passes over the value of a field. */
  void skip(int tag) throws IOException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> pass(8);
      case BYTES -> pass(length());
      case FIXED32 -> pass(4);
      default -> throw damaged("a field of kind " + (tag & 7) + ": 0, 1, 2 and 5 are known");
    }
  }

  IOException damaged(String what) {
    return new IOException("%s, byte %d: %s".formatted(source, position, what));
  }

  private long length() throws IOException {
    long length = varint();
    check(length);
    return length;
  }

  private void pass(long count) throws IOException {
    check(count);
    for (long left = count; left > 0; ) {
      fill();
      int some = (int) Math.min(left, filled - next);
      advance(some);
      left -= some;
    }
  }

  private int one() throws IOException {
    check(1);
    fill();
    int b = chunk[next] & 0xff;
    advance(1);
    return b;
  }

  private void check(long count) throws IOException {
    if (count < 0 || count > end - position) {
      throw damaged(
          "%s bytes are announced and %d are left"
              .formatted(Long.toUnsignedString(count), end - position));
    }
  }

  private void advance(int count) {
    next += count;
    position += count;
  }

  private void fill() throws IOException {
    if (next < filled) {
      return;
    }
    next = 0;
    filled = in.read(chunk);
    if (filled <= 0) {
      filled = 0;
      throw new EOFException(
          "%s ends after %d bytes, within a message that ends at byte %d"
              .formatted(source, position, end));
    }
  }
}

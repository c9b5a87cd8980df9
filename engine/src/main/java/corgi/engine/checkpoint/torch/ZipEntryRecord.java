package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the directory of a zip file says about an entry (APPNOTE.TXT, 4.3.12).
 *
 * @param offset of its own header
 * @param length of its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ZipEntryRecord(byte[] nameBytes, long offset, long length) {
  private static final int SIGNATURE = 0x02014b50;
  private static final int BYTES = 46;
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
  private static final long ELSEWHERE = 0xffff_ffffL; // the number stands in the zip64 field
  private static final int ZIP64 = 1;

  String name() {
    return new String(nameBytes, StandardCharsets.UTF_8);
  }

  /** Reads the next one. */
  static ZipEntryRecord read(String source, ByteBuffer central) throws CheckpointException {
    int at = central.position();
    if (central.remaining() < BYTES || central.getInt(at) != SIGNATURE) {
      throw new CheckpointException(source, "the directory of the zip file is damaged");
    }
    int nameLength = central.getShort(at + 28) & 0xffff;
    int extraLength = central.getShort(at + 30) & 0xffff;
    int commentLength = central.getShort(at + 32) & 0xffff;
    if (central.remaining() < BYTES + nameLength + extraLength + commentLength) {
      throw new CheckpointException(source, "the directory of the zip file is damaged");
    }
    byte[] name = new byte[nameLength];
    central.get(at + BYTES, name);
    ByteBuffer extra = central.slice(at + BYTES + nameLength, extraLength).order(central.order());
    central.position(at + BYTES + nameLength + extraLength + commentLength);
    return checked(source, central.slice(at, BYTES).order(central.order()), name, extra);
  }

  private static ZipEntryRecord checked(
      String source, ByteBuffer fixed, byte[] name, ByteBuffer extra) throws CheckpointException {
    Zip64 wide = new Zip64(extra);
    long length = wide.number(fixed.getInt(24));
    long packed = wide.number(fixed.getInt(20));
    long offset = wide.number(fixed.getInt(42));
    boolean stored = fixed.getShort(10) == 0 && (fixed.getShort(8) & ENCRYPTED) == 0;
    if (!stored || length != packed || length < 0 || offset < 0) {
      throw new CheckpointException(
          source,
          "zip entry %s is compressed, encrypted or damaged: expected it stored, as PyTorch does"
              .formatted(quote(new String(name, StandardCharsets.UTF_8))));
    }
    return new ZipEntryRecord(name, offset, length);
  }

  /** Numbers of 64 bits, in the order of those that did not fit (APPNOTE.TXT, 4.5.3). */
  private static final class Zip64 {
    private ByteBuffer numbers = ByteBuffer.allocate(0);

    Zip64(ByteBuffer extra) {
      while (extra.remaining() >= 4) {
        int id = extra.getShort() & 0xffff;
        int size = Math.min(extra.getShort() & 0xffff, extra.remaining());
        if (id == ZIP64) {
          numbers = extra.slice(extra.position(), size).order(extra.order());
        }
        extra.position(extra.position() + size);
      }
    }

    /** Returns the number, or −1 if it is missing. */
    long number(int narrow) {
      if (Integer.toUnsignedLong(narrow) != ELSEWHERE) {
        return Integer.toUnsignedLong(narrow);
      }
      return numbers.remaining() < 8 ? -1 : numbers.getLong();
    }
  }
}

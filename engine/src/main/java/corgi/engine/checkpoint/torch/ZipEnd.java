package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the end of a zip file says about its directory (APPNOTE.TXT, 4.3.14 to 4.3.16).
 *
 * @param begin of the directory
 * @param length of the directory
 * @param entries how many it has
 */
record ZipEnd(long begin, long length, long entries) {
  private static final int SIGNATURE = 0x06054b50;
  private static final int BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int LOCATOR = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int WIDE = 0x06064b50;
  private static final int WIDE_BYTES = 56;
  private static final int LEAST_ENTRY = 46;
  private static final int LONGEST_DIRECTORY = 64 << 20;

  static ZipEnd find(Bytes bytes) throws IOException {
    int length = (int) Math.min(bytes.size(), BYTES + LONGEST_COMMENT);
    long start = bytes.size() - length;
    ByteBuffer tail = bytes.read(start, length);
    for (int at = length - BYTES; at >= 0; at--) {
      if (tail.getInt(at) == SIGNATURE
          && (tail.getShort(at + 20) & 0xffff) == length - at - BYTES) {
        ZipEnd end = wide(bytes, start + at);
        if (end == null) {
          end =
              new ZipEnd(
                  Integer.toUnsignedLong(tail.getInt(at + 16)),
                  Integer.toUnsignedLong(tail.getInt(at + 12)),
                  tail.getShort(at + 10) & 0xffff);
        }
        return end.checked(bytes.source(), start + at);
      }
    }
    throw new CheckpointException(bytes.source(), "is cut off: a zip file ends in its directory");
  }

  /** Returns what the zip64 record says, or null if there is none. */
  private static ZipEnd wide(Bytes bytes, long end) throws IOException {
    if (end < LOCATOR_BYTES) {
      return null;
    }
    ByteBuffer locator = bytes.read(end - LOCATOR_BYTES, LOCATOR_BYTES);
    if (locator.getInt(0) != LOCATOR) {
      return null;
    }
    long at = locator.getLong(8);
    if (at < 0 || at > end - LOCATOR_BYTES - WIDE_BYTES) {
      throw damaged(bytes.source());
    }
    ByteBuffer wide = bytes.read(at, WIDE_BYTES);
    if (wide.getInt(0) != WIDE) {
      throw damaged(bytes.source());
    }
    return new ZipEnd(wide.getLong(48), wide.getLong(40), wide.getLong(32));
  }

  private ZipEnd checked(String source, long end) throws CheckpointException {
    boolean inside = begin >= 0 && length >= 0 && begin <= end && length <= end - begin;
    if (!inside || length > LONGEST_DIRECTORY || entries < 0 || entries > length / LEAST_ENTRY) {
      throw damaged(source);
    }
    return this;
  }

  private static CheckpointException damaged(String source) {
    return new CheckpointException(source, "the end of the zip file is damaged");
  }
}

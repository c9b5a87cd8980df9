package corgi.engine.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of bytes in the IDX format of MNIST (LeCun, Cortes and Burges 1998): two zero bytes, the
 * type (8: unsigned bytes), the number of dimensions, each of them as a big-endian int, the bytes.
 * It may be packed by gzip.
 *
 * @param sizes the dimensions
 * @param bytes the numbers, the last dimension running fastest; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record IdxFile(int[] sizes, byte[] bytes) {
  private static final byte UNSIGNED_BYTES = 8;
  private static final long MOST_BYTES = 1L << 30;

  /**
   * Reads a file.
   *
   * @param dimensions how many it must have
   * @throws IOException if it cannot be read or is not such a file; the message says why
   */
  static IdxFile read(Path file, int dimensions) throws IOException {
    try (InputStream in = unpacked(file)) {
      byte[] magic = in.readNBytes(4);
      byte[] right = {0, 0, UNSIGNED_BYTES, (byte) dimensions};
      if (!Arrays.equals(magic, right)) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        throw new IOException(
            "%s: begins with '%s'; an IDX file of %d dimensions of bytes begins with '%s'"
                .formatted(file, hex.formatHex(magic), dimensions, hex.formatHex(right)));
      }
      int[] sizes = sizes(file, in.readNBytes(4 * dimensions), dimensions);
      long count = 1;
      for (int size : sizes) {
        count *= size; // at most 2³⁰·2³¹
        if (count < 1 || count > MOST_BYTES) {
          throw new IOException(
              "%s: dimensions %s: must hold 1 to %d bytes"
                  .formatted(file, Arrays.toString(sizes), MOST_BYTES));
        }
      }
      byte[] bytes = in.readNBytes((int) count); // takes no more memory than there are bytes
      if (bytes.length < count || in.read() >= 0) {
        throw new IOException(
            "%s: has %s bytes for dimensions %s, which take %d"
                .formatted(
                    file,
                    bytes.length < count ? Integer.toString(bytes.length) : "too many",
                    Arrays.toString(sizes),
                    count));
      }
      return new IdxFile(sizes, bytes);
    } catch (EOFException | ZipException e) { // of gzip
      throw new IOException(file + ": is damaged: " + e.getMessage(), e);
    }
  }

  private static int[] sizes(Path file, byte[] header, int dimensions) throws IOException {
    if (header.length < 4 * dimensions) {
      throw new IOException(file + ": ends within its header");
    }
    int[] sizes = new int[dimensions];
    ByteBuffer.wrap(header).asIntBuffer().get(sizes);
    return sizes;
  }

  private static InputStream unpacked(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    plain.mark(2);
    boolean packed = plain.read() == 0x1F && plain.read() == 0x8B;
    plain.reset();
    return packed ? new GZIPInputStream(plain, 1 << 16) : plain;
  }
}

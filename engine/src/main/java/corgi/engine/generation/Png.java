package corgi.engine.generation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files: W3C, "Portable Network Graphics", third edition, 2025. Eight-bit RGB with texts
 * in {@code iTXt} chunks, and nothing that changes from one day to the next, so that equal pictures
 * are equal files. The JDK's own writer would start AWT for it.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', '\r', '\n', 26, '\n'};
  private static final int EIGHT_BIT = 8;
  private static final int RGB = 2;
  private static final int FILTER_SUB = 1;

  private Png() {}

  /**
   * Returns a file.
   *
   * @param texts by keyword, each 1 to 79 Latin characters; written in the map's order
   */
  public static byte[] encode(Raster raster, Map<String, String> texts) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(file);
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(raster));
      for (var text : texts.entrySet()) {
        chunk(out, "iTXt", text(text.getKey(), text.getValue()));
      }
      chunk(out, "IDAT", pixels(raster));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return file.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  private static byte[] header(Raster raster) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(raster.width());
    out.writeInt(raster.height());
    out.write(new byte[] {EIGHT_BIT, RGB, 0, 0, 0}); // deflate, five filters, not interlaced
    return bytes.toByteArray();
  }

  private static byte[] text(String keyword, String text) throws IOException {
    if (!keyword.matches("[!-~]{1,79}")) {
      throw new IllegalArgumentException(
          "keyword '%s': must be 1 to 79 letters".formatted(keyword));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(keyword.getBytes(StandardCharsets.ISO_8859_1));
    out.write(new byte[5]); // end of keyword, not compressed, method 0, no language, no translation
    out.write(text.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static byte[] pixels(Raster raster) throws IOException {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater)) {
      int stride = 3 * raster.width();
      byte[] row = new byte[stride];
      for (int y = 0; y < raster.height(); y++) {
        int start = y * stride;
        for (int i = 0; i < stride; i++) {
          byte left = i < 3 ? 0 : raster.rgb()[start + i - 3];
          row[i] = (byte) (raster.rgb()[start + i] - left);
        }
        out.write(FILTER_SUB);
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }
}

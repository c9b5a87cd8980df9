package corgi.engine.generation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the texts of PNG files, which nobody vouches for: {@code iTXt} and {@code tEXt} chunks of
 * W3C, "Portable Network Graphics", third edition, 2025, §11.3.3. Checksums are not looked at.
 */
public final class PngTexts {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int LONGEST = 1 << 20;
  private static final int AROUND = 12; // length, type and checksum of a chunk

  private PngTexts() {}

  /**
   * Returns the texts by keyword; of several with one keyword the first.
   *
   * @param name what messages call the file
   * @throws IOException if it is no PNG file or it is cut off
   */
  public static Map<String, String> read(byte[] file, String name) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file);
    if (file.length < Long.BYTES || in.getLong() != SIGNATURE) {
      throw new IOException(name + ": is no PNG file");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    while (in.remaining() >= AROUND) {
      int length = in.getInt();
      int type = in.getInt();
      if (length < 0 || length > in.remaining() - Integer.BYTES) {
        throw new IOException(
            "%s: is cut off: a chunk of %d bytes with %d left"
                .formatted(name, length, in.remaining()));
      }
      byte[] data = length <= LONGEST ? new byte[length] : new byte[0];
      in.get(in.position(), data);
      in.position(in.position() + length + Integer.BYTES);
      switch (type) {
        case 0x69545874 -> international(data, texts); // iTXt
        case 0x74455874 -> latin(data, texts); // tEXt
        default -> {} // not a text
      }
    }
    return texts;
  }

  private static void latin(byte[] data, Map<String, String> texts) {
    int end = zero(data, 0);
    if (end < data.length) {
      texts.putIfAbsent(
          new String(data, 0, end, StandardCharsets.ISO_8859_1),
          new String(data, end + 1, data.length - end - 1, StandardCharsets.ISO_8859_1));
    }
  }

  /** Keyword, 0, whether compressed, how, language, 0, translated keyword, 0, text. */
  private static void international(byte[] data, Map<String, String> texts) {
    int end = zero(data, 0);
    int language = zero(data, end + 3);
    int from = zero(data, language + 1) + 1;
    if (from > data.length) {
      return;
    }
    byte[] text = Arrays.copyOfRange(data, from, data.length);
    boolean compressed = data[end + 1] == 1;
    texts.putIfAbsent(
        new String(data, 0, end, StandardCharsets.ISO_8859_1),
        new String(compressed ? inflated(text) : text, StandardCharsets.UTF_8));
  }

  /** Returns where the next 0 stands, or the length if there is none. */
  private static int zero(byte[] data, int from) {
    int at = from;
    while (at < data.length && data[at] != 0) {
      at++;
    }
    return Math.min(at, data.length);
  }

  /** Returns what was deflated, up to a bound; nothing if it is damaged. */
  private static byte[] inflated(byte[] data) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(data);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] piece = new byte[1 << 12];
      int n = inflater.inflate(piece);
      while (n > 0 && out.size() <= LONGEST) {
        out.write(piece, 0, n);
        n = inflater.inflate(piece);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }
}

package corgi.engine.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to damage a file. */
public final class Mutations {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.eE+-]*|true|false|null|[\\[\\]{}:,]");
  private static final String[] JSON = {
    "null",
    "[]",
    "{}",
    "-1",
    "0",
    "1e999",
    "1.5",
    "\"x\"",
    "true",
    "9223372036854775807",
    "99999999999999999999999",
    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
    "{\"a\":{\"a\":{}}}",
    "\"\\u0000\"",
    "\"\\n\"",
    "2147483647",
    "[1,2,3]",
    "-0",
    "1e-999",
    "[",
    "}",
    ",",
    ":",
    "\"__metadata__\"",
    "NaN"
  };
  private static final long[] EDGES = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private Mutations() {}

  /** Bits, bytes, numbers at their edges, and pieces cut, doubled, moved or put in. */
  public static byte[] binary(byte[] content, Random random) {
    if (content.length == 0) {
      return content;
    }
    int at = random.nextInt(content.length);
    int length = Math.min(content.length - at, 1 + random.nextInt(random.nextBoolean() ? 8 : 64));
    byte[] copy = content.clone();
    switch (random.nextInt(8)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[at] = (byte) random.nextInt(256);
      case 2 -> edge(copy, at, random);
      case 3 -> {
        return splice(content, at, length, new byte[0]);
      }
      case 4 -> {
        return splice(content, at, 0, java.util.Arrays.copyOfRange(content, at, at + length));
      }
      case 5 ->
          System.arraycopy(content, at, copy, random.nextInt(content.length - length + 1), length);
      case 6 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return splice(content, at, 0, noise);
      }
      default -> {
        return java.util.Arrays.copyOf(content, random.nextInt(8) == 0 ? at : content.length - 1);
      }
    }
    return copy;
  }

  private static void edge(byte[] copy, int at, Random random) {
    byte[] number = new byte[8];
    long edge = EDGES[random.nextInt(EDGES.length)];
    ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putLong(edge);
    int width = Math.min(copy.length - at, 1 << random.nextInt(4));
    System.arraycopy(number, 0, copy, at, width);
  }

  /** A token of JSON replaced by another kind, removed, or exchanged with another token. */
  public static byte[] json(byte[] content, Random random) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<int[]> tokens = new ArrayList<>();
    for (Matcher m = TOKEN.matcher(text); m.find(); ) {
      tokens.add(new int[] {m.start(), m.end()});
    }
    if (tokens.isEmpty() || random.nextInt(8) == 0) {
      return binary(content, random);
    }
    int[] token = tokens.get(random.nextInt(tokens.size()));
    int[] other = tokens.get(random.nextInt(tokens.size()));
    String put =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> text.substring(other[0], other[1]);
          default -> JSON[random.nextInt(JSON.length)];
        };
    return splice(
        content, token[0], token[1] - token[0], put.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Replaces a piece. */
  public static byte[] splice(byte[] content, int at, int length, byte[] put) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(content, 0, at);
    out.writeBytes(put);
    out.write(content, at + length, content.length - at - length);
    return out.toByteArray();
  }
}

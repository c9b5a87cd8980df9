package corgi.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hash of a whole safetensors file within its own metadata: that of the file as it would be if
 * zeros stood in the place of the hash.
 */
final class Seal {
  static final String KEY = "sha256";

  /** What stands in the header while the file is hashed. */
  static final String OPEN = "0".repeat(64);

  private static final int CHUNK = 1 << 20;

  private final MessageDigest digest = Sha256.digest();

  /** Takes in the next bytes of the file, and leaves the buffer's position where it is. */
  void take(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  /** Returns the digits for everything taken in. */
  String close() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns whether a file is what was written.
   *
   * @param said the digits in its header
   */
  static boolean fits(Bytes file, long dataStart, String said) throws IOException {
    byte[] header = file.read(0, Math.toIntExact(dataStart)).array();
    String text = new String(header, StandardCharsets.ISO_8859_1);
    int at = text.indexOf('"' + said + '"') + 1;
    if (said.length() != OPEN.length() || at == 0) {
      return false;
    }
    Arrays.fill(header, at, at + said.length(), (byte) '0');
    Seal seal = new Seal();
    seal.take(ByteBuffer.wrap(header));
    for (long position = dataStart; position < file.size(); position += CHUNK) {
      int length = (int) Math.min(CHUNK, file.size() - position);
      seal.take(file.read(position, length));
    }
    return seal.close().equals(said);
  }
}

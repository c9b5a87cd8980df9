package corgi.engine.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as 64 digits. */
final class Digests {
  private Digests() {}

  static String of(String text) {
    return of(List.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of the parts one after another. */
  static String of(List<byte[]> parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
    parts.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}

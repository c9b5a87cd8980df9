package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over all that the examples of {@link Portraits} depend on. */
final class PortraitHash {
  private PortraitHash() {}

  static String of(int version, Portraits.Options options) {
    MessageDigest digest = sha256();
    String about = "%d %d %s".formatted(version, options.resolution(), options.split());
    digest.update(about.getBytes(StandardCharsets.UTF_8));
    for (String name : List.of("manifest.json", "words.json", "held-out.json")) {
      digest.update(PortraitFiles.bytes(name));
    }
    JsonNode manifest = PortraitFiles.json("manifest.json");
    for (String group : List.of("base", "accessories")) {
      manifest
          .get(group)
          .forEach(
              node -> digest.update(PortraitFiles.bytes("parts/" + node.get("file").asText())));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

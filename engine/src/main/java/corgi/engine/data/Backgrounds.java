package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The colours that composed pictures stand on. */
final class Backgrounds {
  private static final Map<String, Integer> ALL = read();

  private Backgrounds() {}

  /** Returns the colours, 0xRRGGBB, by name. */
  static Map<String, Integer> all() {
    return ALL;
  }

  private static Map<String, Integer> read() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (var entry : PortraitFiles.json("manifest.json").get("backgrounds").properties()) {
      all.put(entry.getKey(), rgb(entry.getValue()));
    }
    return Collections.unmodifiableMap(all);
  }

  private static int rgb(JsonNode node) {
    return node.get(0).asInt() << 16 | node.get(1).asInt() << 8 | node.get(2).asInt();
  }
}

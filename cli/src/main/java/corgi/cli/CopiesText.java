package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.data.Copies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pictures that are there more than once, as text or JSON. */
record CopiesText(Copies copies) {
  List<String> lines() {
    if (copies.repeated() == 0) {
      return List.of("  copies: none, byte for byte");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "  copies: %,d of %,d pictures, byte for byte; %,d for validation %s learned from too",
            copies.repeated(),
            copies.compared(),
            copies.leaked(),
            copies.leaked() == 1 ? "is" : "are"));
    copies.pairs().forEach(pair -> lines.add("    " + line(pair)));
    return lines;
  }

  private static String line(Copies.Pair pair) {
    return (pair.leaks() ? "%s (learned from) = %s (for validation)" : "%s = %s")
        .formatted(pair.first().name(), pair.second().name());
  }

  void addTo(ObjectNode node) {
    node.put("compared", copies.compared()).put("repeated", copies.repeated());
    node.put("leaked", copies.leaked());
    ArrayNode pairs = node.putArray("pairs");
    copies.pairs().forEach(p -> pairs.addArray().add(p.first().name()).add(p.second().name()));
  }
}

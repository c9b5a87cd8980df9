package corgi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import corgi.engine.generation.Drawing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code --json} prints: {@code files}, each with its {@code file} and {@code pictures} of
 * {@code seed}, {@code seconds} and {@code request}; {@code warnings}; and {@code seconds} in all.
 */
final class GenReport {
  private final long start = System.nanoTime();
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private final ArrayNode files = json.putArray("files");
  private final Map<Integer, ObjectNode> entries = new TreeMap<>(); // finished in any order
  private final ArrayNode warnings = json.putArray("warnings");

  /**
   * Adds a file with the pictures on it.
   *
   * @param index its place in the document
   */
  void add(int index, String file, List<Drawing> drawings) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("file", file);
    entries.put(index, entry);
    ArrayNode pictures = entry.putArray("pictures");
    for (Drawing drawing : drawings) {
      pictures
          .addObject()
          .put("seed", drawing.seed())
          .put("seconds", rounded(drawing.seconds()))
          .putRawValue("request", new RawValue(drawing.recipe().toJson()));
    }
  }

  /** Adds a warning. */
  void warn(String warning) {
    warnings.add(warning);
  }

  /** Returns the document. */
  String toJson() {
    files.removeAll().addAll(entries.values());
    json.put("seconds", rounded((System.nanoTime() - start) / 1e9));
    return json.toString();
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1000) / 1000.0;
  }
}

package corgi.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.CheckpointJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the JSON files of text encoders, which others wrote. */
final class JsonFile {
  private static final int LONGEST = 64 << 20; // vocabularies have some megabytes

  private JsonFile() {}

  /**
   * Reads a JSON object.
   *
   * @throws IOException if it is missing, too long, or none
   */
  static ObjectNode read(TextFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      return CheckpointJson.read(in, files.source(name), LONGEST);
    }
  }

  /** Reads a JSON object that need not be there. */
  static Optional<ObjectNode> find(TextFiles files, String name) throws IOException {
    Optional<InputStream> found = files.find(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = found.get()) {
      return Optional.of(CheckpointJson.read(in, files.source(name), LONGEST));
    }
  }

  /**
   * Returns a whole number of an object, or what stands for it if the key is absent or null.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static int integer(JsonNode json, String key, int preset) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return preset;
    }
    if (!value.canConvertToInt() || value.asDouble() != value.asInt()) {
      throw new IllegalArgumentException("%s = %s: must be an integer".formatted(key, value));
    }
    return value.asInt();
  }

  /**
   * Returns a number above 0 of an object, or what stands for it if the key is absent or null.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static double positive(JsonNode json, String key, double preset) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return preset;
    }
    if (!value.isNumber() || !(value.asDouble() > 0)) {
      throw new IllegalArgumentException("%s = %s: must be a number > 0".formatted(key, value));
    }
    return value.asDouble();
  }
}

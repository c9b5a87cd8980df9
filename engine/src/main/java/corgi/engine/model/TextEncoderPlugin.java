package corgi.engine.model;

import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * A text encoder by the name that checkpoints record, found on the class path by {@code
 * ServiceLoader}. Register one with {@code @AutoService}.
 */
public interface TextEncoderPlugin {
  /** The name a checkpoint records, such as {@code all-MiniLM-L6-v2}. */
  String name();

  /** One line: what it is, and where it comes from. */
  String summary();

  /**
   * Loads the encoder.
   *
   * @param length the number L of tokens that every encoding is padded or truncated to
   * @throws IllegalArgumentException if the encoder has no such length; the message says its range
   * @throws IOException if its weights or its vocabulary are missing or damaged
   */
  TextEncoder create(int length) throws IOException;

  /** Returns every text encoder on the class path, by name. */
  static Map<String, TextEncoderPlugin> all() {
    Map<String, TextEncoderPlugin> found = new TreeMap<>();
    for (TextEncoderPlugin plugin : ServiceLoader.load(TextEncoderPlugin.class)) {
      if (found.put(plugin.name(), plugin) != null) {
        throw new IllegalStateException("two text encoders are called " + plugin.name());
      }
    }
    return found;
  }

  /**
   * Loads the encoder that a checkpoint names.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the known
   * @throws IOException if its weights or its vocabulary are missing or damaged
   */
  static TextEncoder create(String name, int length) throws IOException {
    Map<String, TextEncoderPlugin> known = all();
    TextEncoderPlugin plugin = known.get(name);
    if (plugin == null) {
      throw new IllegalArgumentException(
          "unknown text encoder '%s'; known: %s"
              .formatted(name, String.join(", ", known.keySet())));
    }
    return plugin.create(length);
  }
}

package corgi.engine.condition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** A kind of condition by name, found on the class path: register it by {@code @AutoService}. */
public interface ConditionPlugin {
  /** The name on the command line: lower case, words joined by hyphens. */
  String name();

  /** One line: what it says, and where a network hears it. */
  String summary();

  /**
   * Makes the condition for a training.
   *
   * @param spec what was said of it; what was not said is preset
   * @param material what it may use
   * @throws IllegalArgumentException if the data set does not say it, or a setting is unknown
   * @throws IOException if something it needs cannot be read
   */
  Condition create(ConditionSpec spec, Material material) throws IOException;

  /**
   * Makes the condition of a stored model.
   *
   * @param json what {@link Condition#toJson} wrote
   * @throws IllegalArgumentException if it did not
   * @throws IOException if something it needs cannot be read
   */
  Condition read(ObjectNode json) throws IOException;

  /** Returns every kind, by name. */
  static Map<String, ConditionPlugin> all() {
    Map<String, ConditionPlugin> found = new TreeMap<>();
    for (ConditionPlugin plugin : ServiceLoader.load(ConditionPlugin.class)) {
      if (found.put(plugin.name(), plugin) != null) {
        throw new IllegalStateException("two conditions are called " + plugin.name());
      }
    }
    return found;
  }

  /**
   * Returns the kind of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  static ConditionPlugin named(String name) {
    Map<String, ConditionPlugin> known = all();
    if (!known.containsKey(name)) {
      throw new IllegalArgumentException(
          "unknown condition '%s'; known: %s".formatted(name, String.join(", ", known.keySet())));
    }
    return known.get(name);
  }
}

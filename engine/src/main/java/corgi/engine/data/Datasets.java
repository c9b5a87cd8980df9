package corgi.engine.data;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds data sets on the class path. */
public final class Datasets {
  private Datasets() {}

  /** Returns every data set that can be opened, by name. */
  public static Map<String, DatasetPlugin> all() {
    Map<String, DatasetPlugin> found = new TreeMap<>();
    for (DatasetPlugin plugin : ServiceLoader.load(DatasetPlugin.class)) {
      if (found.put(plugin.name(), plugin) != null) {
        throw new IllegalStateException("two data sets are called " + plugin.name());
      }
    }
    return found;
  }

  /**
   * Opens the data set of that name, or of {@code name:source}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Dataset open(String name, DatasetRequest request) {
    Map<String, DatasetPlugin> known = all();
    int colon = name.indexOf(':');
    DatasetPlugin plugin = known.get(colon < 0 ? name : name.substring(0, colon));
    if (plugin == null) {
      throw new IllegalArgumentException(
          "unknown data set '%s'; known: %s".formatted(name, String.join(", ", known.keySet())));
    }
    return plugin.open(colon < 0 ? request : request.source(name.substring(colon + 1)));
  }

  /** Reads labels off a prompt, if that data set is known and can: {@link DatasetPlugin#labels}. */
  public static Optional<Map<String, String>> labels(String name, String prompt) {
    return Optional.ofNullable(all().get(name)).flatMap(plugin -> plugin.labels(prompt));
  }
}

package corgi.engine.plugin;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds plug-ins on the class path. */
public final class Plugins {
  private Plugins() {}

  /** Returns every plug-in of a kind, by name. */
  public static <P extends Plugin<?>> Map<String, P> all(Class<P> kind) {
    Map<String, P> found = new TreeMap<>();
    for (P plugin : ServiceLoader.load(kind)) {
      if (found.put(plugin.name(), plugin) != null) {
        throw new IllegalStateException("two plug-ins are called " + plugin.name());
      }
    }
    return found;
  }

  /**
   * Makes what {@code spec} asks for.
   *
   * @param what the kind in words, such as "sampler", for messages
   * @throws IllegalArgumentException if the name or a setting is unknown or out of range; the
   *     message lists the known ones
   */
  public static <T, P extends Plugin<T>> T create(Class<P> kind, String what, Spec spec) {
    Map<String, P> known = all(kind);
    P plugin = known.get(spec.name());
    if (plugin == null) {
      throw new IllegalArgumentException(
          "unknown %s '%s'; known: %s%s"
              .formatted(
                  what,
                  spec.name(),
                  String.join(", ", known.keySet()),
                  NearNames.hint(spec.name(), known.keySet())));
    }
    try {
      return plugin.create(new Settings(plugin.settings(), spec.values()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s '%s': %s".formatted(what, spec.name(), e.getMessage()), e);
    }
  }
}

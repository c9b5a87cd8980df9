package corgi.eval;

import corgi.engine.plugin.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One question about a set of pictures with numbers for answers. Found on the class path by {@code
 * ServiceLoader}: register one with {@code @AutoService}.
 */
public interface Metric {
  /** The name: lower case, words joined by hyphens. */
  String name();

  /** One line: what it says, in which unit, and what is good. */
  String summary();

  /** The beginnings of the names of what {@link #of} returns. */
  default Set<String> answers() {
    return Set.of(name());
  }

  /**
   * Returns the answers in a fixed order; none if the evidence does not allow any, for instance
   * without a reference.
   */
  List<Measurement> of(Evidence evidence);

  /** Returns every metric on the class path, by name. */
  static Map<String, Metric> all() {
    Map<String, Metric> found = new TreeMap<>();
    for (Metric metric : ServiceLoader.load(Metric.class)) {
      if (found.put(metric.name(), metric) != null) {
        throw new IllegalStateException("two metrics are called " + metric.name());
      }
    }
    return found;
  }

  /**
   * Returns the metrics of these names, or of these answers; all if no name is given.
   *
   * @throws IllegalArgumentException if one is unknown; the message says which come near
   */
  static Collection<Metric> named(List<String> names) {
    Map<String, Metric> all = all();
    if (names.isEmpty()) {
      return all.values();
    }
    Map<String, Metric> chosen = new TreeMap<>();
    for (String name : names) {
      Metric metric =
          all.values().stream()
              .filter(one -> one.name().equals(name) || one.answers().contains(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(name, all)));
      chosen.put(metric.name(), metric);
    }
    return chosen.values();
  }

  private static String unknown(String name, Map<String, Metric> all) {
    Set<String> known = new TreeSet<>(all.keySet());
    all.values().forEach(metric -> known.addAll(metric.answers()));
    return "unknown metric '%s'%s; known: %s"
        .formatted(name, NearNames.hint(name, known), String.join(", ", all.keySet()));
  }
}

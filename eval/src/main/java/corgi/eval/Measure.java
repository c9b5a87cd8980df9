package corgi.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * One question about pictures with numbers for answers. Found on the class path by {@code
 * ServiceLoader}: register one with {@code @AutoService}.
 */
public interface Measure {
  /** The name: lower case. */
  String name();

  /** One line: what it says, in which unit, and what is good. */
  String summary();

  /**
   * Returns the answers by name, each beginning with {@link #name()}, in a fixed order.
   *
   * @return only what can be answered for this sample
   */
  Map<String, Double> of(Sample sample);

  /** Returns every measure on the class path, by name. */
  static Map<String, Measure> all() {
    Map<String, Measure> found = new TreeMap<>();
    for (Measure measure : ServiceLoader.load(Measure.class)) {
      if (found.put(measure.name(), measure) != null) {
        throw new IllegalStateException("two measures are called " + measure.name());
      }
    }
    return found;
  }

  /** Returns all answers of all measures. */
  static Map<String, Double> everything(Sample sample) {
    Map<String, Double> answers = new LinkedHashMap<>();
    all().values().forEach(measure -> answers.putAll(measure.of(sample)));
    return answers;
  }
}

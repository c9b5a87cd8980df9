package corgi.engine.condition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A condition asked for by name, with settings: {@code name} or {@code name:key=value,key=value}.
 *
 * @param name of its {@link ConditionPlugin}
 * @param settings what was said, in order
 */
public record ConditionSpec(String name, Map<String, String> settings) {
  /** How often it is left out in training. */
  static final String DROP = "drop";

  public ConditionSpec {
    settings = new LinkedHashMap<>(settings);
  }

  /**
   * Parses the written form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ConditionSpec parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    Map<String, String> settings = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : text.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "condition '%s': '%s' is no key=value".formatted(text, pair));
        }
        String key = pair.substring(0, equals).strip();
        if (settings.put(key, pair.substring(equals + 1).strip()) != null) {
          throw new IllegalArgumentException("condition '%s' says %s twice".formatted(text, key));
        }
      }
    }
    return new ConditionSpec(name, settings);
  }

  /**
   * Refuses settings that are not known.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  void check(String... known) {
    List<String> all = List.of(known);
    for (String key : settings.keySet()) {
      if (!all.contains(key)) {
        throw new IllegalArgumentException(
            "condition %s: no setting '%s'; known: %s"
                .formatted(name, key, all.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
  }

  /** Returns a setting, or null. */
  String text(String key) {
    return settings.get(key);
  }

  /** Returns a setting that is a share. */
  double share(String key, double preset) {
    double value = number(key, preset);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "condition %s: %s = %s: must be in [0, 1]".formatted(name, key, value));
    }
    return value;
  }

  /** Returns a setting that is a number. */
  double number(String key, double preset) {
    String said = settings.get(key);
    try {
      return said == null ? preset : Double.parseDouble(said);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "condition %s: %s = %s: must be a number".formatted(name, key, said), e);
    }
  }
}

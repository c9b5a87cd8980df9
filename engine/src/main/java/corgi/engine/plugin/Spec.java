package corgi.engine.plugin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plug-in asked for by name, with numbers: {@code name} or {@code name:key=value,key=value}.
 *
 * @param name the plug-in
 * @param values what was said, in order
 */
public record Spec(String name, Map<String, Double> values) {
  /** Parses the written form. */
  public static Spec parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    Map<String, Double> values = new LinkedHashMap<>();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("'%s': expected name:key=value,…".formatted(text));
    }
    if (colon >= 0) {
      for (String pair : text.substring(colon + 1).split(",", -1)) {
        String[] sides = pair.split("=", -1);
        if (sides.length != 2) {
          throw new IllegalArgumentException(
              "'%s' in '%s': expected key=value".formatted(pair, text));
        }
        if (values.put(sides[0].strip(), number(sides[1].strip(), text)) != null) {
          throw new IllegalArgumentException("'%s' says %s twice".formatted(text, sides[0]));
        }
      }
    }
    return new Spec(name, values);
  }

  private static double number(String value, String text) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' in '%s': expected a number".formatted(value, text), e);
    }
  }

  /** Returns this with {@code key} set, unless it was said already. */
  public Spec orElse(String key, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.putIfAbsent(key, value);
    return new Spec(name, more);
  }

  /** Returns the written form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    String separator = ":";
    for (var entry : values.entrySet()) {
      text.append(separator).append(entry.getKey()).append('=').append(entry.getValue());
      separator = ",";
    }
    return text.toString();
  }
}

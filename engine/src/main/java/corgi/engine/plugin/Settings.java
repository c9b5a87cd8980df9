package corgi.engine.plugin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values a plug-in is made with: presets, overridden by what was said, all checked. */
public final class Settings {
  private final Map<String, Double> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if a key is unknown or a value is out of range; the message
   *     lists what is known
   */
  public Settings(List<Setting> known, Map<String, Double> said) {
    for (Setting setting : known) {
      values.put(
          setting.name(), setting.check(said.getOrDefault(setting.name(), setting.preset())));
    }
    for (String key : said.keySet()) {
      if (!values.containsKey(key)) {
        throw new IllegalArgumentException(
            "no setting '%s'; known: %s%s"
                .formatted(
                    key, String.join(", ", values.keySet()), NearNames.hint(key, values.keySet())));
      }
    }
  }

  /** Returns the value of a declared setting. */
  public double get(String name) {
    return values.get(name);
  }

  /** Returns the value of a declared setting that counts something. */
  public int whole(String name) {
    double value = get(name);
    if (value != Math.rint(value)) {
      throw new IllegalArgumentException("%s = %s: must be a whole number".formatted(name, value));
    }
    return (int) value;
  }
}

package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.ScheduleConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A scheduler of diffusers asked for by its class, with keys of its configuration: {@code
 * EulerDiscreteScheduler} or {@code DPMSolverMultistepScheduler:use_karras_sigmas=true}. It is laid
 * over a model's own configuration, as {@code from_config} does.
 *
 * @param className the {@code _class_name}
 * @param values what was said, in order: {@code true}, {@code false}, numbers or texts
 */
public record SchedulerSpec(String className, Map<String, String> values) {
  public SchedulerSpec {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (className.isBlank()) {
      throw new IllegalArgumentException(
          "the scheduler's name is empty: name one, such as EulerDiscreteScheduler");
    }
  }

  /**
   * Parses the written form.
   *
   * @throws IllegalArgumentException if a part is no {@code key=value}, or no scheduler has the key
   */
  public static SchedulerSpec parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    Map<String, String> values = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : text.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
          throw new IllegalArgumentException(
              "'%s' in '%s': expected key=value".formatted(pair, text));
        }
        String key = pair.substring(0, equals).strip();
        SchedulerKeys.check(key);
        if (values.put(key, pair.substring(equals + 1).strip()) != null) {
          throw new IllegalArgumentException("'%s' says %s twice".formatted(text, key));
        }
      }
    }
    return new SchedulerSpec(name, values);
  }

  /** Returns a model's configuration with this laid over it. */
  public ScheduleConfig over(ScheduleConfig config) {
    ScheduleConfig changed = config.with("_class_name", className);
    for (var value : values.entrySet()) {
      changed = changed.with(value.getKey(), json(value.getValue()));
    }
    return changed;
  }

  private static Object json(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Boolean.valueOf(value);
    }
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      return value;
    }
  }

  /** Returns the written form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(className);
    String separator = ":";
    for (var value : values.entrySet()) {
      text.append(separator).append(value.getKey()).append('=').append(value.getValue());
      separator = ",";
    }
    return text.toString();
  }
}

package corgi.eval.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that is varied, with all that it is to be.
 *
 * @param name an option of {@code gen} without its dashes, or a setting as {@code apg.eta}
 * @param values as {@code gen} reads them; {@value #DEFAULT} leaves the option out
 */
public record Axis(String name, List<String> values) {
  /** The value that leaves the choice to the model. */
  public static final String DEFAULT = "default";

  /**
   * @throws IllegalArgumentException if the name is unknown, or a value is empty or there twice
   */
  public Axis {
    AxisNames.check(name);
    values = values.stream().map(String::strip).toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: no values; name at least one".formatted(AxisNames.said(name)));
    }
    Set<Object> seen = new HashSet<>();
    for (String value : values) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException(
            "%s: an empty value among %s; leave it out".formatted(AxisNames.said(name), values));
      }
      if (!seen.add(canonical(value))) {
        throw new IllegalArgumentException(
            "%s: the value '%s' is there twice".formatted(AxisNames.said(name), value));
      }
    }
  }

  /** Whether this is a setting of a strategy, modifier or sampler. */
  public boolean isSetting() {
    return AxisNames.isSetting(name);
  }

  /** Whether this is what is asked for, rather than how it is drawn. */
  public boolean isSubject() {
    return AxisNames.SUBJECTS.contains(name);
  }

  /** Numbers are equal as numbers: 1 and 1.0. */
  private static Object canonical(String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      return value;
    }
  }
}

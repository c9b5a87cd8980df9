package corgi.eval.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads lists of values as they are written on a command line. */
public final class AxisValues {
  private static final Pattern FURTHER_SETTING = Pattern.compile("[^:]*=.*", Pattern.DOTALL);

  private AxisValues() {}

  /**
   * Returns the values of {@code cfg,apg:eta=0,norm=2,tcfg}: a {@code key=value} without a name
   * before it belongs to the value on its left.
   */
  public static List<String> split(String text) {
    List<String> values = new ArrayList<>();
    for (String piece : text.split(",", -1)) {
      int last = values.size() - 1;
      if (last >= 0 && FURTHER_SETTING.matcher(piece).matches()) {
        values.set(last, values.get(last) + "," + piece);
      } else {
        values.add(piece);
      }
    }
    return values;
  }

  /**
   * Reads {@code apg.eta=0,0.5,1}, or {@code eta=0,0.5,1} for the strategy of every {@code
   * --guidance}.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static Axis setting(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? "" : text.substring(0, equals).strip();
    if (!name.matches("([^.\\s]+\\.)?[^.\\s]+")) {
      throw new IllegalArgumentException(
          "--set '%s': expected name=value,…, such as eta=0,1 or apg.eta=0,1".formatted(text));
    }
    return setting(name, List.of(text.substring(equals + 1).split(",", -1)));
  }

  /** Returns the axis of a setting, {@code eta} or {@code apg.eta}. */
  static Axis setting(String name, List<String> values) {
    String full = name.contains(".") ? name : AxisNames.GUIDANCE + "." + name;
    for (String value : values) {
      try {
        Double.parseDouble(value.strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--set %s: '%s' is no number".formatted(name, value.strip()), e);
      }
    }
    return new Axis(full, values);
  }
}

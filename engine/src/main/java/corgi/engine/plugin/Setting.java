package corgi.engine.plugin;

/**
 * One number that a plug-in can be told.
 *
 * @param name the key in {@code name:key=value}
 * @param meaning one line for people
 * @param preset the value when nothing is said
 * @param least the smallest value allowed
 * @param most the largest value allowed
 */
public record Setting(String name, String meaning, double preset, double least, double most) {
  /** A setting that may be any finite number. */
  public static Setting any(String name, String meaning, double preset) {
    return new Setting(name, meaning, preset, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /** Returns {@code value} if it is allowed. */
  public double check(double value) {
    if (!(value >= least && value <= most)) {
      String range =
          least == -Double.MAX_VALUE && most == Double.MAX_VALUE
              ? "a finite number"
              : "between %s and %s".formatted(least, most);
      throw new IllegalArgumentException("%s = %s: must be %s".formatted(name, value, range));
    }
    return value;
  }
}

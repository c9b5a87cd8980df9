package corgi.cli;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {
  private Numbers() {}

  /** As short as it is exact: 4, not 4.0. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** With three digits behind the point, or fewer if there are many before it. */
  static String rounded(double value) {
    int digits = Math.abs(value) < 10 ? 3 : Math.abs(value) < 100 ? 2 : 1;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}

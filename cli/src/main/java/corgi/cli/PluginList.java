package corgi.cli;

import corgi.engine.plugin.Setting;

/** Settings of plug-ins as text. */
final class PluginList {
  private PluginList() {}

  /** Returns a setting in one line: its preset, range and meaning. */
  static String line(Setting setting) {
    return "%s = %s%s: %s"
        .formatted(setting.name(), number(setting.preset()), range(setting), setting.meaning());
  }

  private static String range(Setting setting) {
    boolean below = setting.least() > -Double.MAX_VALUE;
    boolean above = setting.most() < Double.MAX_VALUE;
    if (below && above) {
      return " (%s to %s)".formatted(number(setting.least()), number(setting.most()));
    }
    if (below) {
      return setting.least() == Double.MIN_NORMAL
          ? " (above 0)"
          : " (at least %s)".formatted(number(setting.least()));
    }
    return above ? " (at most %s)".formatted(number(setting.most())) : "";
  }

  /** Returns a number as people write it: 4 rather than 4.0. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

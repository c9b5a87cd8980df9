package corgi.cli;

import corgi.engine.plugin.Plugin;
import corgi.engine.plugin.Setting;
import java.util.Collection;

/** Plug-ins as text: a line each, and one for each of their settings. */
final class PluginList {
  private PluginList() {}

  static void print(Console console, Collection<? extends Plugin<?>> plugins) {
    for (Plugin<?> plugin : plugins) {
      console.print("  %-14s %s".formatted(plugin.name(), plugin.summary()));
      for (Setting setting : plugin.settings()) {
        console.print(
            "  %-14s   %s = %s%s: %s"
                .formatted(
                    "", setting.name(), setting.preset(), range(setting), setting.meaning()));
      }
    }
  }

  private static String range(Setting setting) {
    if (setting.least() == -Double.MAX_VALUE && setting.most() == Double.MAX_VALUE) {
      return "";
    }
    if (setting.most() == Double.MAX_VALUE) {
      return " (at least %s)".formatted(setting.least());
    }
    return " (%s to %s)".formatted(setting.least(), setting.most());
  }
}

package corgi.engine.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The icon sets that draw emoji, of the collection of Iconify. They are on the class path as that
 * collection's package for the JVM lays them out: its jar itself, or the few files of it that the
 * build puts into this one.
 */
final class IconSets {
  /** In the order of the class "style". */
  private static final List<String> NAMES =
      List.of(
          "noto",
          "noto-v1",
          "fluent-emoji",
          "fluent-emoji-flat",
          "twemoji",
          "emojione",
          "fxemoji",
          "streamline-emojis",
          "fluent-emoji-high-contrast",
          "emojione-monotone",
          "openmoji",
          "emojione-v1");

  private static final String VERSION = "/META-INF/maven/org.webjars.npm/iconify__json/";
  private static final String FOLDER = "/META-INF/resources/webjars/iconify__json/";

  private static Map<String, IconSetInfo> all;

  private IconSets() {}

  /** Returns what every set says of itself, by name. */
  static synchronized Map<String, IconSetInfo> all() {
    if (all == null) {
      Map<String, IconSetInfo> read = new LinkedHashMap<>();
      for (String name : NAMES) {
        read.put(name, IconSetReader.info(name));
      }
      all = Collections.unmodifiableMap(read);
    }
    return all;
  }

  /** Opens the file of a set. */
  static InputStream open(String name) {
    return resource(FOLDER + version() + "/json/" + name + ".json");
  }

  /** Returns the version of the collection. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = resource(VERSION + "pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static InputStream resource(String path) {
    InputStream in = IconSets.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("data set emoji: the class path lacks " + path.substring(1));
    }
    return new BufferedInputStream(in, 1 << 16);
  }
}

package corgi.engine.golden;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder of golden cases, on disk or on the class path. */
@FunctionalInterface
interface GoldenSource {
  /** The system property that names a folder to use instead of the resources. */
  String DIRECTORY = "golden.dir";

  /** Returns whether the cases are those of the class path, which are known. */
  static boolean shipped() {
    return directory().isEmpty();
  }

  /** Returns the folder that is used instead of the resources, or "". */
  static String directory() {
    return System.getProperty(DIRECTORY, "");
  }

  /** Opens a file by its path in the folder. */
  InputStream open(String path) throws IOException;

  /** Returns the folder of the system property, or else every {@code golden/} of the class path. */
  static List<GoldenSource> all() throws IOException {
    if (!shipped()) {
      return List.of(folder(directory()));
    }
    List<GoldenSource> sources = new ArrayList<>();
    String manifest = "golden/manifest.json";
    for (URL url : Collections.list(GoldenSource.class.getClassLoader().getResources(manifest))) {
      String base = url.toString().substring(0, url.toString().length() - "manifest.json".length());
      sources.add(path -> URI.create(base + path).toURL().openStream()); // a jar: URI is opaque
    }
    return sources;
  }

  /** Tests run in their module's folder, so a relative path may also be meant from the root. */
  private static GoldenSource folder(String directory) throws IOException {
    for (Path base : List.of(Path.of(""), Path.of(".."))) {
      Path folder = base.resolve(directory);
      if (Files.exists(folder.resolve("manifest.json"))) {
        return path -> Files.newInputStream(folder.resolve(path));
      }
    }
    throw new FileNotFoundException(
        "-D%s=%s: expected a folder with manifest.json".formatted(DIRECTORY, directory));
  }
}

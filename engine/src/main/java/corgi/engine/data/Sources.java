package corgi.engine.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What stands after the colon of {@code folder:DIR}. */
final class Sources {
  private Sources() {}

  /**
   * Returns the folder that a request names.
   *
   * @param name of the data set
   * @throws IllegalArgumentException if it names none, or there is none
   */
  static Path folder(String name, DatasetRequest request) {
    if (request.source() == null || request.source().isEmpty()) {
      throw new IllegalArgumentException("data set %s: say which, %s:DIR".formatted(name, name));
    }
    Path folder = path(name, request.source());
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "data set %s:%s: there is no such folder".formatted(name, folder));
    }
    return folder;
  }

  /**
   * Returns a path.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Path path(String name, String source) {
    try {
      return Path.of(source);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("data set %s:%s: is no path".formatted(name, source), e);
    }
  }
}

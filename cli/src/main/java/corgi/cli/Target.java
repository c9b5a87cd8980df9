package corgi.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where {@code -o} points.
 *
 * @param kind what it is
 * @param path the file or folder; null for the stream
 */
record Target(Kind kind, Path path) {
  /** Kinds of target. */
  enum Kind {
    /** Standard output. */
    STREAM,
    /** One file. */
    FILE,
    /** A folder of files that are named after what they show. */
    FOLDER
  }

  /**
   * Reads the option: {@code -} is the stream, {@code *.png} a file unless it is a folder, anything
   * else a folder.
   *
   * @throws IllegalArgumentException if it names another kind of picture
   */
  static Target of(String option) {
    if (option.equals("-")) {
      return new Target(Kind.STREAM, null);
    }
    Path path = Path.of(option);
    String name = option.toLowerCase(Locale.ROOT);
    if (name.endsWith(".png") && !Files.isDirectory(path)) {
      return new Target(Kind.FILE, path);
    }
    if (name.matches(".*\\.(jpe?g|gif|bmp|webp|tiff?|svg|pdf)")) {
      throw new IllegalArgumentException(
          "-o %s: pictures are written as PNG; name a file.png or a folder".formatted(option));
    }
    return new Target(Kind.FOLDER, path);
  }

  /** Returns the file of the given name, or the one file this is. */
  Path file(String name) {
    return kind == Kind.FOLDER ? path.resolve(name).normalize() : path;
  }

  /**
   * Makes the folder and finds out whether it can be written to.
   *
   * @throws IOException if it cannot
   */
  void prepare() throws IOException {
    if (kind == Kind.STREAM) {
      return;
    }
    Path folder = kind == Kind.FOLDER ? path : path.toAbsolutePath().getParent();
    try {
      if (kind == Kind.FOLDER) {
        Files.createDirectories(folder);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException("-o %s: is a file, but no .png".formatted(path), e);
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("-o %s: there is no folder %s".formatted(path, folder));
    }
    try {
      Files.delete(Files.createTempFile(folder, ".corgi-", ".tmp")); // permission bits do not say
    } catch (IOException e) {
      throw new IOException("-o %s: cannot write to the folder %s".formatted(path, folder), e);
    }
  }
}

package corgi.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that are there completely or not at all. */
public final class AtomicFile {
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code channel}, which is closed afterwards. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes a file under a temporary name beside {@code path}, forces it to disk and moves it over
   * what was there. After a failure the old file stands and the temporary one is gone.
   */
  public static void write(Path path, Content content) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path name = absolute.getFileName();
    if (name == null || Files.isDirectory(absolute)) {
      throw new IOException(path + ": is a folder: expected the name of a file");
    }
    if (!Files.isDirectory(absolute.getParent())) {
      throw new NoSuchFileException(path + ": there is no folder " + absolute.getParent());
    }
    // Not createTempFile: its files are readable by their owner alone.
    Path temporary = absolute.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      move(temporary, absolute);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes {@code bytes} as {@link #write(Path, Content)} does. */
  public static void write(Path path, byte[] bytes) throws IOException {
    ByteBuffer content = ByteBuffer.wrap(bytes);
    write(
        path,
        channel -> {
          while (content.hasRemaining()) {
            channel.write(content);
          }
        });
  }

  /**
   * Deletes the temporary files of writers that were killed. Only for who knows that nobody is
   * writing there now.
   *
   * @param folder where to look
   * @param names of the files that were to be written
   */
  public static void deleteLeftovers(Path folder, Pattern names) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(folder)) {
      leftovers = files.filter(file -> isLeftover(file.getFileName().toString(), names)).toList();
    }
    for (Path file : leftovers) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isLeftover(String name, Pattern names) {
    Matcher matched = TEMPORARY.matcher(name);
    return matched.matches() && names.matcher(matched.group(1)).matches();
  }

  /** Moves a file or folder, in one step where the file system can. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

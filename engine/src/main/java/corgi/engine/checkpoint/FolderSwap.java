package corgi.engine.checkpoint;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Replaces a folder by two moves: the old one aside, the new one into place. Whenever the process
 * is killed, a complete folder stands in one of the two places that {@link #standing} looks at.
 */
public final class FolderSwap {
  private FolderSwap() {}

  /** Returns the folder, or what a killed writer had moved aside. */
  public static Path standing(Path folder) {
    return Files.notExists(folder) && Files.isDirectory(previous(folder))
        ? previous(folder)
        : folder;
  }

  /**
   * Puts things in order after a writer that was killed: what it had moved aside comes back or
   * goes, and what it had begun goes. Only for who knows that nobody is writing there now.
   */
  public static void recover(Path folder) throws IOException {
    delete(sibling(folder, ".writing"));
    if (!standing(folder).equals(folder)) {
      AtomicFile.move(previous(folder), folder);
    }
    delete(previous(folder));
  }

  /** Returns an empty folder beside {@code folder} to write into. */
  public static Path begin(Path folder) throws IOException {
    Path writing = sibling(folder, ".writing");
    delete(writing); // of a writer that was killed
    return Files.createDirectories(writing);
  }

  /** Puts what was written into place. */
  public static void finish(Path folder) throws IOException {
    Path previous = previous(folder);
    if (Files.exists(folder)) {
      delete(previous);
      AtomicFile.move(folder, previous);
    }
    AtomicFile.move(sibling(folder, ".writing"), folder);
    delete(previous);
  }

  /** Deletes what was written so far. */
  public static void abandon(Path folder) throws IOException {
    delete(sibling(folder, ".writing"));
  }

  private static Path previous(Path folder) {
    return sibling(folder, ".previous");
  }

  private static Path sibling(Path folder, String suffix) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.getFileName() == null) {
      throw new IllegalArgumentException(folder + ": expected a folder that can be replaced");
    }
    return absolute.resolveSibling("." + absolute.getFileName() + suffix);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

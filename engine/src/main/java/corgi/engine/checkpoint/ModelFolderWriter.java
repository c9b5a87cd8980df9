package corgi.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a model's folder beside its place and moves it there. What was there is replaced, but
 * never a folder with anything else in it; if the process is killed, the old or the new one is
 * found by {@link FolderSwap#standing}, complete.
 */
public final class ModelFolderWriter {
  private final Path folder;

  private ModelFolderWriter(Path folder) {
    this.folder = folder;
  }

  /** Puts the files into the folder. */
  @FunctionalInterface
  public interface Content {
    /** Writes them. */
    void write(ModelFolderWriter folder) throws IOException;
  }

  /**
   * Writes the folder.
   *
   * @param own the files and folders that may be replaced
   * @throws CheckpointException if the folder holds anything else
   */
  public static void write(Path folder, Set<String> own, Content content) throws IOException {
    checkReplaceable(folder, own);
    Path writing = FolderSwap.begin(folder);
    try {
      content.write(new ModelFolderWriter(writing));
      FolderSwap.finish(folder);
    } finally {
      FolderSwap.abandon(folder);
    }
  }

  private static void checkReplaceable(Path folder, Set<String> own) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CheckpointException(folder.toString(), "is a file: expected a folder");
    }
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all.filter(p -> !p.equals(folder))::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!own.contains(name)) {
          throw new CheckpointException(
              folder.toString(),
              "holds %s, which is no part of a checkpoint: choose another folder"
                  .formatted(CheckpointException.quote(name)));
        }
      }
    }
  }

  /** The files written so far. */
  ModelFiles files() {
    return new ModelFiles.Folder(folder);
  }

  /** Returns the path of a file to be written, whose folder is made. */
  public Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Writes a JSON file. */
  public void json(String name, ObjectNode json) throws IOException {
    bytes(name, CheckpointJson.bytes(json));
  }

  /** Writes a file. */
  public void bytes(String name, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    AtomicFile.write(
        file(name),
        channel -> {
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }
}

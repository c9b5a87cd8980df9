package corgi.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that lie beside weights and are read whole. */
public final class SmallFile {
  private static final int LONGEST = 64 << 20; // vocabularies have some megabytes

  private SmallFile() {}

  /**
   * Reads a file of at most 64 MiB.
   *
   * @throws CheckpointException if it is longer
   */
  public static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), LONGEST);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param source what messages call it
   * @param longest how many bytes it may have
   * @throws CheckpointException if it has more
   */
  public static byte[] read(InputStream in, String source, int longest) throws IOException {
    byte[] bytes = in.readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw new CheckpointException(
          source, "is longer than the %d bytes allowed".formatted(longest));
    }
    return bytes;
  }
}

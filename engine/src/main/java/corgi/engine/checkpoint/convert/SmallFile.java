package corgi.engine.checkpoint.convert;

import corgi.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that lie beside weights and are copied as they are. */
final class SmallFile {
  private static final int LONGEST = 64 << 20;

  private SmallFile() {}

  static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new CheckpointException(
            file.toString(), "is longer than the %d bytes allowed".formatted(LONGEST));
      }
      return bytes;
    }
  }
}

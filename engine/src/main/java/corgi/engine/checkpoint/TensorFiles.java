package corgi.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** Opens files of tensors by how their names end. */
public final class TensorFiles {
  private TensorFiles() {}

  /**
   * Opens a file.
   *
   * @throws CheckpointException if it is damaged or of no known kind
   */
  public static TensorSource open(Path path) throws IOException {
    return SafetensorsFile.open(path);
  }
}

package corgi.engine.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files of one model, in a folder or on the class path. */
sealed interface ModelFiles {
  /** Returns what messages call a file. */
  String source(String name);

  /**
   * Opens a file.
   *
   * @throws CheckpointException if it is not there
   */
  InputStream open(String name) throws IOException;

  /** Opens a safetensors file. */
  SafetensorsFile tensors(String name) throws IOException;

  /** A folder. */
  record Folder(Path path) implements ModelFiles {
    @Override
    public String source(String name) {
      return path.resolve(name).toString();
    }

    @Override
    public InputStream open(String name) throws IOException {
      try {
        return Files.newInputStream(path.resolve(name));
      } catch (NoSuchFileException e) {
        throw new CheckpointException(source(name), "is missing from the model folder", e);
      }
    }

    @Override
    public SafetensorsFile tensors(String name) throws IOException {
      try {
        return SafetensorsFile.open(path.resolve(name));
      } catch (NoSuchFileException e) {
        throw new CheckpointException(source(name), "is missing from the model folder", e);
      }
    }
  }

  /** Resources below a prefix such as {@code corgi/models/NAME/}. */
  record Resources(String prefix) implements ModelFiles {
    @Override
    public String source(String name) {
      return "classpath:" + prefix + name;
    }

    @Override
    public InputStream open(String name) throws IOException {
      InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(prefix + name);
      if (in == null) {
        throw new CheckpointException(source(name), "is missing from the class path");
      }
      return in;
    }

    @Override
    public SafetensorsFile tensors(String name) throws IOException {
      try (InputStream in = open(name)) {
        return SafetensorsFile.read(in, source(name));
      }
    }
  }
}

package corgi.text;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.TensorFiles;
import corgi.engine.checkpoint.TensorSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of a text encoder or of its tokenizer: a folder, resources of the class path, or
 * whatever else can open a file by its name.
 */
@FunctionalInterface
public interface TextFiles {
  /**
   * Opens a file.
   *
   * @throws NoSuchFileException or FileNotFoundException if it is not there
   */
  InputStream open(String name) throws IOException;

  /** Returns what messages call a file. */
  default String source(String name) {
    return name;
  }

  /** Opens a safetensors file. */
  default SafetensorsFile tensors(String name) throws IOException {
    try (InputStream in = open(name)) {
      return SafetensorsFile.read(in, source(name));
    }
  }

  /** Opens the weights. */
  default TensorSource weights() throws IOException {
    return tensors("model.safetensors");
  }

  /** Opens a file that need not be there. */
  default Optional<InputStream> find(String name) throws IOException {
    try {
      return Optional.of(open(name));
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Returns the files of a folder. */
  static TextFiles of(Path folder) {
    return new Folder(folder);
  }

  /** A folder of the disk, whose tensors are read one by one. */
  record Folder(Path path) implements TextFiles {
    @Override
    public InputStream open(String name) throws IOException {
      return there(name, Files::newInputStream);
    }

    @Override
    public String source(String name) {
      return path.resolve(name).toString();
    }

    @Override
    public SafetensorsFile tensors(String name) throws IOException {
      return there(name, SafetensorsFile::open);
    }

    private <T> T there(String name, Opener<T> opener) throws IOException {
      try {
        return opener.open(path.resolve(name));
      } catch (NoSuchFileException e) {
        NoSuchFileException missing = new NoSuchFileException(source(name), null, "is missing");
        missing.initCause(e);
        throw missing;
      }
    }

    private interface Opener<T> {
      T open(Path path) throws IOException;
    }

    @Override
    public TensorSource weights() throws IOException {
      return TensorFiles.open(TensorFiles.in(path)); // in one piece or in shards, or a .bin
    }
  }
}

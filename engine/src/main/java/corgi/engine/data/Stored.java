package corgi.engine.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes that a picture is stored as. */
public interface Stored {
  /** What to call it in messages; the same bytes in the same place have the same name. */
  String name();

  /**
   * How many bytes there are.
   *
   * @throws IOException if they cannot be reached
   */
  long length() throws IOException;

  /**
   * Opens the bytes for reading.
   *
   * @throws IOException if they cannot be reached
   */
  InputStream open() throws IOException;

  /** A picture that is a file. */
  record InFile(String name, Path file) implements Stored {
    @Override
    public long length() throws IOException {
      return Files.size(file);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  /**
   * A picture that is a part of an array, which is not copied.
   *
   * @param from where it begins
   * @param size bytes of it
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by identity only
  record InMemory(String name, byte[] bytes, int from, int size) implements Stored {
    @Override
    public long length() {
      return size;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes, from, size);
    }
  }
}

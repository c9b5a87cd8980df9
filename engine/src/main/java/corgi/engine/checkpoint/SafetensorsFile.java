package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, read tensor by tensor (huggingface/safetensors, README.md, "Format").
 *
 * <p>Opening checks the whole header against the size of the file before anything is allocated, so
 * the reads that follow cannot leave the file.
 */
public final class SafetensorsFile implements TensorSource {
  private final Bytes bytes;
  private final SafetensorsHeader header;

  private SafetensorsFile(Bytes bytes) throws IOException {
    this.bytes = bytes;
    try {
      this.header = SafetensorsHeader.read(bytes);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Opens a file.
   *
   * @throws CheckpointException if it is no well-formed safetensors file
   */
  public static SafetensorsFile open(Path path) throws IOException {
    return new SafetensorsFile(Bytes.open(path));
  }

  /** Reads a stream to its end, for instance a class-path resource; messages call it source. */
  public static SafetensorsFile read(InputStream in, String source) throws IOException {
    return new SafetensorsFile(Bytes.read(in, source));
  }

  /** Reads an array, which must not change afterwards; messages call it source. */
  public static SafetensorsFile of(byte[] content, String source) throws IOException {
    return new SafetensorsFile(new Bytes.OfMemory(source, content));
  }

  @Override
  public String source() {
    return bytes.source();
  }

  @Override
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** Returns the strings stored beside the tensors. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * Reads the whole file and compares it with the hash that {@link SafetensorsWriter#writeSealed}
   * put into it; a file without one passes.
   *
   * @throws CheckpointException if a bit of it has changed
   */
  public void checkSeal() throws IOException {
    String said = metadata().get(Seal.KEY);
    if (said != null && !Seal.fits(bytes, header.dataStart(), said)) {
      throw new CheckpointException(
          source(), "is damaged: it no longer has the hash that it was written with");
    }
  }

  @Override
  public StoredTensor entry(String name) {
    return extent(name).tensor();
  }

  @Override
  public void read(String name, ByteBuffer target) throws IOException {
    bytes.copy(header.dataStart() + extent(name).begin(), target);
  }

  private Extent extent(String name) {
    Extent extent = header.tensors().get(name);
    if (extent == null) {
      throw new IllegalArgumentException(
          "%s: no tensor %s among %d".formatted(source(), quote(name), names().size()));
    }
    return extent;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(source(), names().size());
  }
}

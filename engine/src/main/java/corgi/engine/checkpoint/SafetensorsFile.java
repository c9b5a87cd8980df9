package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, read tensor by tensor (huggingface/safetensors, README.md, "Format").
 *
 * <p>Opening checks the whole header against the size of the file before anything is allocated, so
 * the reads that follow cannot leave the file. They throw {@link IllegalArgumentException} for a
 * name that is not there and {@link UncheckedIOException} if the disk fails.
 */
public final class SafetensorsFile implements Closeable {
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

  /** Returns what messages call this file. */
  public String source() {
    return bytes.source();
  }

  /** Returns the names of the tensors in the order of the header. */
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** Returns whether there is a tensor of that name. */
  public boolean has(String name) {
    return header.tensors().containsKey(name);
  }

  /** Returns the strings stored beside the tensors. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns the type and shape of a tensor. */
  public StoredTensor entry(String name) {
    StoredTensor tensor = header.tensors().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "%s: no tensor %s among %d".formatted(source(), quote(name), names().size()));
    }
    return tensor;
  }

  /** Returns a tensor of any type, row-major, rounded to float32. */
  public float[] floats(String name) {
    StoredTensor tensor = entry(name);
    ByteBuffer data = data(tensor);
    float[] values = new float[(int) tensor.count()];
    if (tensor.type() == StoredType.F32) {
      data.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.type().number(data, i);
    }
    return values;
  }

  /** Returns a tensor of any type, row-major, as doubles. */
  public double[] doubles(String name) {
    StoredTensor tensor = entry(name);
    ByteBuffer data = data(tensor);
    double[] values = new double[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.type().number(data, i);
    }
    return values;
  }

  /** Returns a tensor of an integer type or of booleans (0, 1), row-major. */
  public long[] longs(String name) {
    StoredTensor tensor = entry(name);
    if (tensor.type().isFloat()) {
      throw new IllegalArgumentException(
          "%s: tensor %s is %s: expected integers".formatted(source(), quote(name), tensor.type()));
    }
    ByteBuffer data = data(tensor);
    long[] values = new long[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.type().integer(data, i);
    }
    return values;
  }

  /**
   * Returns a tensor as an array attached to {@code manager}: float32 for the floating types, int64
   * for integers, boolean for BOOL.
   */
  public NDArray load(NDManager manager, String name) {
    StoredTensor tensor = entry(name);
    if (tensor.type().isFloat()) {
      return owned(manager.create(floats(name), tensor.shape()));
    }
    NDArray integers = owned(manager.create(longs(name), tensor.shape()));
    if (tensor.type() != StoredType.BOOL) {
      return integers;
    }
    try (integers) {
      return integers.neq(0);
    }
  }

  /** Copies into memory of the native library: what DJL creates lives in a Java direct buffer. */
  private static NDArray owned(NDArray borrowed) {
    try (borrowed) {
      return borrowed.duplicate();
    }
  }

  private ByteBuffer data(StoredTensor tensor) {
    if (tensor.length() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s: tensor %s has %d bytes: at most 2 GiB can be read at once"
              .formatted(source(), quote(tensor.name()), tensor.length()));
    }
    try {
      return bytes.read(header.dataStart() + tensor.begin(), (int) tensor.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

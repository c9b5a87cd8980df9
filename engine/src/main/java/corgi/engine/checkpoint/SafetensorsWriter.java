package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.tensor.RawTensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a safetensors file (huggingface/safetensors, README.md, "Format"): tensors in the order in
 * which they were added, so that equal content gives equal bytes. Arrays are read when the file is
 * written, one at a time.
 */
public final class SafetensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, TensorContent> tensors = new LinkedHashMap<>();

  /** Adds a string to the file's metadata. */
  public SafetensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds an array; it is read when the file is written and must be open then.
   *
   * @param type F32 or F16 for a float32 array; I64 for an int64 array
   */
  public SafetensorsWriter add(String name, NDArray array, StoredType type) {
    boolean integers = array.getDataType() == DataType.INT64;
    if (!integers && array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "tensor %s is %s: expected float32 or int64".formatted(quote(name), array.getDataType()));
    }
    if (integers) {
      return put(name, type, TensorContent.ofLongs(array.getShape(), array::toLongArray));
    }
    return put(
        name,
        type,
        type == StoredType.F32 ? TensorContent.ofNative(array) : TensorContent.halves(array));
  }

  /**
   * Adds float32 values, row-major, stored as {@code type}: F32 or F16, rounded to nearest even.
   */
  public SafetensorsWriter add(String name, Shape shape, float[] values, StoredType type) {
    checkCount(name, shape, values.length);
    return put(name, type, TensorContent.ofFloats(shape, type, values));
  }

  /** Adds int64 values, row-major. */
  public SafetensorsWriter add(String name, Shape shape, long... values) {
    checkCount(name, shape, values.length);
    return put(name, StoredType.I64, TensorContent.ofLongs(shape, () -> values));
  }

  /**
   * Adds every tensor of a source, which is read when the file is written, one tensor at a time.
   *
   * @param floats F32, F16 or BF16: what tensors of a floating type become; others stay as they are
   */
  public SafetensorsWriter addAll(TensorSource source, StoredType floats) {
    for (String name : source.names()) {
      TensorContent content = TensorContent.of(source, source.entry(name), floats);
      put(name, content.type(), content);
    }
    return this;
  }

  private SafetensorsWriter put(String name, StoredType type, TensorContent content) {
    if (content.type() != type) {
      throw new IllegalArgumentException(
          "tensor %s as %s: float32 is written as F32 or F16, int64 as I64"
              .formatted(quote(name), type));
    }
    if (name.equals("__metadata__") || tensors.put(name, content) != null) {
      throw new IllegalArgumentException(
          "tensor name %s: expected one that is not taken".formatted(quote(name)));
    }
    return this;
  }

  private static void checkCount(String name, Shape shape, int count) {
    if (shape.size() != count) {
      throw new IllegalArgumentException(
          "tensor %s has %d values: expected %d for %s"
              .formatted(quote(name), count, shape.size(), shape));
    }
  }

  /** Returns the number of elements of all tensors. */
  public long count() {
    return tensors.values().stream().mapToLong(content -> content.shape().size()).sum();
  }

  /**
   * Writes the file under a temporary name, forces it to disk and moves it into place.
   *
   * @throws IllegalArgumentException if a finite value is too large for F16
   */
  public void write(Path path) throws IOException {
    AtomicFile.write(path, channel -> writeTo(sink(channel)));
  }

  /** Returns the file's bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(sink(Channels.newChannel(out)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Writes a file as {@link #write} does, with its hash in its metadata: {@link
   * SafetensorsFile#checkSeal} tells whether any bit of it has changed.
   */
  public void writeSealed(Path path) throws IOException {
    metadata(Seal.KEY, Seal.OPEN);
    AtomicFile.write(
        path,
        channel -> {
          Seal seal = new Seal();
          writeTo(
              bytes -> {
                seal.take(bytes);
                sink(channel).with(bytes);
              });
          metadata(Seal.KEY, seal.close()); // as long as what stood there
          sink(channel.position(0)).with(start());
        });
  }

  private void writeTo(RawTensors.Transfer out) throws IOException {
    out.with(start());
    for (var tensor : tensors.entrySet()) {
      tensor.getValue().encoder().encode(tensor.getKey(), out);
    }
  }

  /** Returns all that comes before the data. */
  private ByteBuffer start() throws IOException {
    byte[] json = header();
    return TensorContent.buffer(SafetensorsHeader.LENGTH_BYTES + json.length)
        .putLong(json.length)
        .put(json)
        .flip();
  }

  /** Returns the JSON, filled with spaces so that the data starts at a multiple of 8. */
  private byte[] header() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(root.putObject("__metadata__")::put);
    }
    long offset = 0;
    for (var entry : tensors.entrySet()) {
      TensorContent content = entry.getValue();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", content.type().name());
      var shape = node.putArray("shape");
      for (long dimension : content.shape().getShape()) {
        shape.add(dimension);
      }
      long end = offset + content.length();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private static RawTensors.Transfer sink(WritableByteChannel out) {
    return bytes -> {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    };
  }
}

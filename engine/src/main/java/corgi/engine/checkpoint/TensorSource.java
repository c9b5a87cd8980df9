package corgi.engine.checkpoint;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * Named tensors in a file, or in several that belong together. Whoever opens one has checked what
 * it says about itself against the size of its files; numbers are read tensor by tensor, when asked
 * for.
 *
 * <p>The reads throw {@link IllegalArgumentException} for a name that is not there and {@link
 * UncheckedIOException} if the disk fails. How to add a kind of file: implement the four methods
 * that are not given here.
 */
public interface TensorSource extends Closeable {
  /** Returns what messages call this. */
  String source();

  /** Returns the names of the tensors in the order of the file. */
  Set<String> names();

  /** Returns the type and shape of a tensor. */
  StoredTensor entry(String name);

  /**
   * Fills {@code target} to its limit with the bytes of a tensor, row-major and little-endian.
   *
   * @param target with room for exactly as many as the tensor has
   */
  void read(String name, ByteBuffer target) throws IOException;

  /** Returns whether there is a tensor of that name. */
  default boolean has(String name) {
    return names().contains(name);
  }

  /** Returns the number of elements of all tensors. */
  default long count() {
    return names().stream().mapToLong(name -> entry(name).count()).sum();
  }

  /**
   * Returns a tensor as an array attached to {@code manager} and on its device: float32 for the
   * floating types, int64 for integers, boolean for BOOL. Beside it, the bytes of this one tensor
   * are in memory for a moment, and nothing else.
   */
  default NDArray load(NDManager manager, String name) {
    StoredTensor tensor = entry(name);
    requireReadable(tensor);
    try {
      return TensorLoading.load(this, tensor, manager);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a tensor of any type, row-major, rounded to float32. */
  default float[] floats(String name) {
    StoredTensor tensor = entry(name);
    ByteBuffer data = bytes(tensor);
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
  default double[] doubles(String name) {
    StoredTensor tensor = entry(name);
    ByteBuffer data = bytes(tensor);
    double[] values = new double[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.type().number(data, i);
    }
    return values;
  }

  /** Returns a tensor of an integer type or of booleans (0, 1), row-major. */
  default long[] longs(String name) {
    StoredTensor tensor = entry(name);
    if (tensor.type().isFloat()) {
      throw new IllegalArgumentException(
          "%s: tensor %s is %s: expected integers".formatted(source(), quote(name), tensor.type()));
    }
    ByteBuffer data = bytes(tensor);
    long[] values = new long[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.type().integer(data, i);
    }
    return values;
  }

  private ByteBuffer bytes(StoredTensor tensor) {
    requireReadable(tensor);
    ByteBuffer data = ByteBuffer.allocate((int) tensor.length()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      read(tensor.name(), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return data.flip();
  }

  private void requireReadable(StoredTensor tensor) {
    if (tensor.length() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s: tensor %s has %d bytes: at most 2 GiB can be read at once"
              .formatted(source(), quote(tensor.name()), tensor.length()));
    }
  }
}

package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.Bytes;
import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.checkpoint.StoredTensor;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * What {@code torch.save} wrote ({@code .pt}, {@code .pth}, {@code .ckpt}, {@code .bin}): the zip
 * file of PyTorch 1.6 and later, or the row of pickles of earlier ones (the formats:
 * pytorch/pytorch, torch/serialization.py). Tensors have dotted names, see {@link StateDict}.
 *
 * <p>Nothing in the file is executed: see {@link Globals} for the Python names that it may hold.
 * Opening reads the pickles and checks every tensor against the storage it looks at. Strided
 * tensors are put in order when read. The checksums in the zip file are not looked at, as PyTorch
 * itself can be told to write none.
 */
public final class TorchFile implements TensorSource {
  private final Bytes bytes;
  private final Map<String, StridedView> tensors;
  private final Map<String, ZipDirectory.Span> storages;

  private TorchFile(Bytes bytes) throws IOException {
    this.bytes = bytes;
    try {
      TorchContent content = TorchContent.read(bytes);
      this.storages = content.storages();
      this.tensors = StateDict.of(bytes.source(), content.root());
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Opens a file.
   *
   * @throws CheckpointException if it is none of PyTorch's, is damaged, or names anything but
   *     tensors and plain data
   */
  public static TorchFile open(Path path) throws IOException {
    return new TorchFile(Bytes.open(path));
  }

  /** Reads an array, which must not change afterwards; messages call it source. */
  public static TorchFile of(byte[] content, String source) throws IOException {
    return new TorchFile(new Bytes.OfMemory(source, content));
  }

  @Override
  public String source() {
    return bytes.source();
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  @Override
  public StoredTensor entry(String name) {
    StridedView view = view(name);
    return new StoredTensor(name, view.type(), new Shape(view.size()));
  }

  private StridedView view(String name) {
    StridedView view = tensors.get(name);
    if (view == null) {
      throw new IllegalArgumentException(
          "%s: no tensor %s among %d".formatted(source(), quote(name), tensors.size()));
    }
    return view;
  }

  @Override
  public void read(String name, ByteBuffer target) throws IOException {
    StridedView view = view(name);
    int width = view.type().bytes();
    long begin = storages.get(view.storage().key()).begin() + view.offset() * width;
    if (view.isContiguous()) {
      bytes.copy(begin, target);
      return;
    }
    long span = view.span() * width;
    if (span > Integer.MAX_VALUE - 8) {
      throw new CheckpointException(
          source(),
          "tensor %s lies strided over %d bytes: at most 2 GiB can be read at once"
              .formatted(quote(name), span));
    }
    ByteBuffer apart = ByteBuffer.allocate((int) span).order(ByteOrder.LITTLE_ENDIAN);
    bytes.copy(begin, apart);
    StridedCopy.copy(view, apart, target);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  @Override
  public String toString() {
    return "%s (%d tensors)".formatted(source(), tensors.size());
  }
}

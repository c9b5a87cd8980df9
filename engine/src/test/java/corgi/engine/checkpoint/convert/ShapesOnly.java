package corgi.engine.checkpoint.convert;

import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.StoredTensor;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.checkpoint.TensorSource;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/** Tensors without numbers, so that published sizes can be tested. */
record ShapesOnly(Map<String, Shape> shapes) implements TensorSource {
  @Override
  public String source() {
    return "shapes";
  }

  @Override
  public Set<String> names() {
    return shapes.keySet();
  }

  @Override
  public StoredTensor entry(String name) {
    return new StoredTensor(name, StoredType.F32, shapes.get(name));
  }

  @Override
  public void read(String name, ByteBuffer target) {
    throw new UnsupportedOperationException("there are no numbers");
  }

  @Override
  public void close() {}
}

package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of a BERT encoder that PyTorch exported to ONNX. The exporter stores the matrices
 * transposed, and they lose their names by it: they are called {@code onnx::MatMul_} and a number
 * that rises in the order of their use. Whoever builds the network takes them in that order.
 */
final class BertWeights implements BertTensors {
  private static final String ANONYMOUS = "onnx::MatMul_";

  private final String source;
  private final Map<String, NDArray> named = new HashMap<>();
  private final Iterator<Map.Entry<Long, NDArray>> matrices;

  private BertWeights(String source, Map<String, NDArray> all) {
    this.source = source;
    SortedMap<Long, NDArray> numbered = new TreeMap<>();
    all.forEach(
        (name, array) -> {
          if (name.matches(ANONYMOUS + "\\d{1,9}")) {
            numbered.put(Long.valueOf(name.substring(ANONYMOUS.length())), array);
          } else {
            named.put(name, array);
          }
        });
    this.matrices = numbered.entrySet().iterator();
  }

  /**
   * Reads all weights.
   *
   * @param manager whose arrays they become
   * @param source what the file is called in errors
   * @throws IOException if the file is damaged
   */
  static BertWeights read(Wire wire, NDManager manager, String source) throws IOException {
    Map<String, NDArray> all = new HashMap<>();
    OnnxInitializers.read(
        wire,
        (name, shape, values) -> all.put(name, manager.create(values, shape, DataType.FLOAT32)));
    return new BertWeights(source, all);
  }

  @Override
  public NDArray get(String name, Shape shape) throws IOException {
    return check(name, named.get(name), shape);
  }

  @Override
  public boolean has(String name) {
    return named.containsKey(name);
  }

  /** Returns the next matrix, whatever its layer is called. */
  @Override
  public NDArray matrix(String layer, long out, long in) throws IOException {
    if (!matrices.hasNext()) {
      throw new IOException("%s: a matrix of shape (%d, %d) is missing".formatted(source, in, out));
    }
    var next = matrices.next();
    NDArray stored = check(ANONYMOUS + next.getKey(), next.getValue(), new Shape(in, out));
    return stored.transpose(); // a view
  }

  private NDArray check(String name, NDArray array, Shape shape) throws IOException {
    return BertTensors.check(array, shape, "%s: tensor '%s'".formatted(source, name));
  }
}

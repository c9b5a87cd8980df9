package corgi.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.TensorSource;
import java.io.IOException;

/**
 * The weights of a BERT in a safetensors file, alone or inside a model with a head; scale and shift
 * may have their first names, gamma and beta.
 *
 * @param file the file
 * @param manager whose arrays they become
 */
record StoredBert(TensorSource file, NDManager manager) implements BertTensors {
  private static final String INSIDE = "bert.";

  @Override
  public NDArray get(String name, Shape shape) throws IOException {
    String stored = stored(name);
    NDArray array = stored == null ? null : file.load(manager, stored);
    return BertTensors.check(array, shape, "%s: tensor '%s'".formatted(file.source(), name));
  }

  @Override
  public NDArray matrix(String layer, long out, long in) throws IOException {
    return get(layer + ".weight", new Shape(out, in));
  }

  @Override
  public boolean has(String name) {
    return stored(name) != null;
  }

  private String stored(String name) {
    String older =
        name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
    for (String candidate : new String[] {name, INSIDE + name, older, INSIDE + older}) {
      if (file.has(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}

package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of an unpickled object under dotted names: {@code {"a": {"b": [x, y]}}} holds {@code
 * a.b.0} and {@code a.b.1}. What is no tensor is left out. Where the object has a dict {@code
 * state_dict}, as trainers write it, only that is looked at: beside it lie optimisers.
 */
final class StateDict {
  private static final String CHOSEN = "state_dict";
  private static final int DEEPEST = 32;
  private static final int LONGEST_NAME = 1024;
  private static final int MOST_VISITED = 1 << 20; // shared parts are visited again and again

  private final String source;
  private final Map<String, StridedView> tensors = new LinkedHashMap<>();
  private int visited;

  private StateDict(String source) {
    this.source = source;
  }

  static Map<String, StridedView> of(String source, Object root) throws CheckpointException {
    StateDict dict = new StateDict(source);
    Object chosen =
        root instanceof Map<?, ?> map && map.get(CHOSEN) instanceof Map<?, ?> state ? state : root;
    dict.visit("", chosen, 0);
    if (dict.tensors.isEmpty()) {
      throw new CheckpointException(
          source, "holds %s without tensors that have a name".formatted(Tuple.kind(root)));
    }
    return dict.tensors;
  }

  private void visit(String name, Object value, int depth) throws CheckpointException {
    if (depth > DEEPEST || ++visited > MOST_VISITED || name.length() > LONGEST_NAME) {
      throw new CheckpointException(
          source, "is nested too deeply or too often, at %s".formatted(quote(name)));
    }
    if (value instanceof StridedView tensor && !name.isEmpty()) {
      if (tensors.put(name, tensor) != null) {
        throw new CheckpointException(source, "has two tensors named %s".formatted(quote(name)));
      }
    } else if (value instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) {
        if (entry.getKey() instanceof String || entry.getKey() instanceof Long) {
          visit(join(name, String.valueOf(entry.getKey())), entry.getValue(), depth + 1);
        }
      }
    } else if (value instanceof List<?> list) {
      visitAll(name, list, depth);
    } else if (value instanceof Tuple tuple) {
      visitAll(name, tuple.items(), depth);
    }
  }

  private void visitAll(String name, List<?> items, int depth) throws CheckpointException {
    for (int i = 0; i < items.size(); i++) {
      visit(join(name, Integer.toString(i)), items.get(i), depth + 1);
    }
  }

  private static String join(String name, String part) {
    return name.isEmpty() ? part : name + "." + part;
  }
}

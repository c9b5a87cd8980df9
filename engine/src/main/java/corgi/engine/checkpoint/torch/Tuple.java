package corgi.engine.checkpoint.torch;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A Python tuple.
 *
 * @param items null stands for None
 */
record Tuple(List<Object> items) {
  static Tuple of(Object... items) {
    return new Tuple(Collections.unmodifiableList(Arrays.asList(items)));
  }

  int size() {
    return items.size();
  }

  Object get(int i) {
    return items.get(i);
  }

  /** Returns what messages call a value's type; never its content, which may contain itself. */
  static String kind(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Global global) {
      return global.toString();
    }
    if (value instanceof StridedView) {
      return "a tensor";
    }
    if (value instanceof Map) {
      return "a dict";
    }
    return value instanceof List ? "a list" : "a " + value.getClass().getSimpleName();
  }
}

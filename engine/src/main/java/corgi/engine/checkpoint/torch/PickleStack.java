package corgi.engine.checkpoint.torch;

import corgi.engine.checkpoint.CheckpointException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an unpickling machine works on: values, marks among them, and values kept for later. */
final class PickleStack {
  private final PickleBytes bytes;
  private final Deque<List<Object>> below = new ArrayDeque<>(); // what lies under each mark
  private final Map<Integer, Object> memo = new HashMap<>();
  private List<Object> values = new ArrayList<>();

  PickleStack(PickleBytes bytes) {
    this.bytes = bytes;
  }

  void push(Object value) {
    values.add(value);
  }

  Object pop() throws CheckpointException {
    top();
    return values.remove(values.size() - 1);
  }

  Object top() throws CheckpointException {
    if (values.isEmpty()) {
      throw bytes.bad("takes a value where none is");
    }
    return values.get(values.size() - 1);
  }

  /** Returns the last value, which must be of a type. */
  <T> T top(Class<T> type, String what) throws CheckpointException {
    return as(top(), type, what);
  }

  <T> T pop(Class<T> type, String what) throws CheckpointException {
    return as(pop(), type, what);
  }

  private <T> T as(Object value, Class<T> type, String what) throws CheckpointException {
    if (!type.isInstance(value)) {
      throw bytes.bad("expected %s, found %s".formatted(what, Tuple.kind(value)));
    }
    return type.cast(value);
  }

  /** Returns the last {@code count} values as a tuple. */
  Tuple tuple(int count) throws CheckpointException {
    Object[] items = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      items[i] = pop();
    }
    return Tuple.of(items);
  }

  void mark() {
    below.push(values);
    values = new ArrayList<>(0); // grows when something is pushed
  }

  /** Returns the values above the last mark, which goes. */
  List<Object> aboveMark() throws CheckpointException {
    if (below.isEmpty()) {
      throw bytes.bad("looks for a mark where none is");
    }
    List<Object> above = values;
    values = below.pop();
    return above;
  }

  void keep(int key) throws CheckpointException {
    memo.put(key, top());
  }

  void keepNext() throws CheckpointException {
    keep(memo.size());
  }

  void recall(int key) throws CheckpointException {
    if (!memo.containsKey(key)) {
      throw bytes.bad(
          "recalls value %s, which was not kept".formatted(Integer.toUnsignedString(key)));
    }
    push(memo.get(key));
  }
}

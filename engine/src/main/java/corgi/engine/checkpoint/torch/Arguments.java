package corgi.engine.checkpoint.torch;

import static corgi.engine.checkpoint.CheckpointException.quote;

import corgi.engine.checkpoint.CheckpointException;

/** The arguments of a call in a pickle, which may be anything. */
record Arguments(PickleBytes bytes, Global made, Tuple values) {
  private static final int HIGHEST_RANK = 16;

  void count(int least, int most) throws CheckpointException {
    if (values.size() < least || values.size() > most) {
      throw bytes.bad(
          "calls %s with %d arguments".formatted(quote(made.toString()), values.size()));
    }
  }

  <T> T get(int i, Class<T> type, String what) throws CheckpointException {
    Object value = i < values.size() ? values.get(i) : null;
    if (!type.isInstance(value)) {
      throw bytes.bad(
          "calls %s with %s as argument %d: expected %s"
              .formatted(quote(made.toString()), Tuple.kind(value), i + 1, what));
    }
    return type.cast(value);
  }

  /** Returns a tuple of integers. */
  long[] longs(int i) throws CheckpointException {
    Tuple tuple = get(i, Tuple.class, "a tuple of integers");
    if (tuple.size() > HIGHEST_RANK
        || !tuple.items().stream().allMatch(item -> item instanceof Long)) {
      throw bytes.bad("argument %d: expected a short tuple of integers".formatted(i + 1));
    }
    return tuple.items().stream().mapToLong(item -> (Long) item).toArray();
  }
}

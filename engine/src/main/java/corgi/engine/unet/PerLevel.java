package corgi.engine.unet;

import java.util.List;

/**
 * A setting that configurations give once for all levels, or once for each.
 *
 * @param values one, or one per level
 * @param shared whether one holds for all
 */
public record PerLevel<T>(List<T> values, boolean shared) {
  public PerLevel {
    values = List.copyOf(values);
    if (values.isEmpty() || (shared && values.size() > 1)) {
      throw new IllegalArgumentException(
          "%s: must be one value, or one per level".formatted(values));
    }
  }

  /** The same for all. */
  public static <T> PerLevel<T> all(T value) {
    return new PerLevel<>(List.of(value), true);
  }

  /** One for each. */
  public static <T> PerLevel<T> each(List<T> values) {
    return new PerLevel<>(values, false);
  }

  /** The value at level i. */
  public T at(int i) {
    return values.get(shared ? 0 : i);
  }

  /** The value at the last of {@code count} levels. */
  T last(int count) {
    return at(count - 1);
  }

  /** Refuses another number of values than there are levels. */
  void require(String key, int count) {
    if (!shared && values.size() != count) {
      throw new IllegalArgumentException(
          "%s = %s: must have %d elements, one per level".formatted(key, values, count));
    }
  }
}

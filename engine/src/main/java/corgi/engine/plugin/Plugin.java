package corgi.engine.plugin;

import java.util.List;

/**
 * A named way to make a T from numbers, found on the class path by {@code ServiceLoader}. Register
 * one with {@code @AutoService}.
 *
 * @param <T> what is made
 */
public interface Plugin<T> {
  /** The name on the command line: lower case, words joined by hyphens. */
  String name();

  /** One line: what it does, and the paper. */
  String summary();

  /** The numbers it can be told, in the order they are listed. */
  default List<Setting> settings() {
    return List.of();
  }

  /** Makes one. */
  T create(Settings settings);
}

package corgi.engine.training;

import static java.util.stream.Collectors.joining;

import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.plugin.Spec;
import java.util.List;
import java.util.function.Function;

/**
 * What an option of a training can name, with its numbers: {@code name:key=value,…}.
 *
 * @param what the kind in words, for messages
 * @param all that there are
 */
record Choices<T>(String what, List<Choice<T>> all) {
  /**
   * One of them.
   *
   * @param name as said
   * @param settings the numbers it takes
   * @param make makes it of them
   */
  record Choice<T>(String name, List<Setting> settings, Function<Settings, T> make) {
    /** A choice without numbers. */
    static <T> Choice<T> plain(String name, T value) {
      return new Choice<>(name, List.of(), numbers -> value);
    }
  }

  /**
   * Makes what {@code spec} names.
   *
   * @throws IllegalArgumentException if the name or a number is not known or out of range; the
   *     message lists what is
   */
  T of(Spec spec) {
    for (Choice<T> choice : all) {
      if (choice.name.equals(spec.name())) {
        try {
          return choice.make.apply(new Settings(choice.settings, spec.values()));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s '%s': %s".formatted(what, spec.name(), e.getMessage()), e);
        }
      }
    }
    throw new IllegalArgumentException(
        "unknown %s '%s'; known: %s".formatted(what, spec.name(), names()));
  }

  /** The names, in words. */
  String names() {
    return all.stream().map(Choice::name).collect(joining(", "));
  }
}

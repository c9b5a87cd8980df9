package corgi.eval.sweep;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One choice of values, and what it asks for.
 *
 * @param values by axis, in the order of the axes
 * @param arguments of {@code gen} that draw it, without seeds
 * @param asked what they ask for, with the seeds of the sweep
 */
public record Cell(Map<String, String> values, List<String> arguments, Asked asked) {
  /** Returns the values in one line, for messages. */
  String title() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " = " + value.getValue())
        .collect(Collectors.joining(", "));
  }
}

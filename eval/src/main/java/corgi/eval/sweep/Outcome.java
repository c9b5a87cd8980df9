package corgi.eval.sweep;

import java.util.Map;

/**
 * What became of a sweep.
 *
 * @param drawn pictures that were drawn now
 * @param kept pictures that were there before
 * @param failures by address: why the pictures of a cell could not be drawn
 */
public record Outcome(long drawn, long kept, Map<String, String> failures) {
  public Outcome {
    failures = Map.copyOf(failures);
  }

  @Override
  public String toString() {
    String text = "%d pictures drawn, %d were there".formatted(drawn, kept);
    return failures.isEmpty() ? text : text + ", %d cells failed".formatted(failures.size());
  }
}

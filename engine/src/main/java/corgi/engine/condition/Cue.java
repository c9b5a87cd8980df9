package corgi.engine.condition;

import ai.djl.ndarray.types.Shape;
import java.util.Map;

/**
 * What one condition says of one image, on the Java heap.
 *
 * @param values row by row, for each port that the condition uses
 */
public record Cue(Map<Port, float[]> values) {
  public Cue {
    values = Told.copy(values);
  }

  /** Returns what one port is told. */
  public static Cue of(Port port, float[] values) {
    return new Cue(Map.of(port, values));
  }

  /** Returns what a port is told. */
  float[] at(Port port, Shape expected) {
    float[] found = values.get(port);
    if (found == null || found.length != expected.size()) {
      throw new IllegalArgumentException(
          "%s: %s numbers, expected shape %s"
              .formatted(port, found == null ? "no" : found.length, expected));
    }
    return found;
  }
}

package corgi.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What a picture cost. It stands in a text of its own in a PNG file, beside the recipe: {@link
 * corgi.engine.generation.Drawing#COST}. Seconds are there only where the file was made to be
 * measured, because they change from one day to the next.
 *
 * @param seconds to draw it, or NaN if not known
 * @param evaluations of networks, rows of a batch counted singly, or −1 if not known
 */
public record Cost(double seconds, long evaluations) {
  /** Nothing is known. */
  public static final Cost UNKNOWN = new Cost(Double.NaN, -1);

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Cost {
    if (seconds < 0 || Double.isInfinite(seconds) || evaluations < -1) {
      throw new IllegalArgumentException(
          "%s seconds, %d evaluations: must not be negative".formatted(seconds, evaluations));
    }
  }

  /** Returns one line of JSON, {@code {"seconds":0.5,"evaluations":60}}. */
  public String toJson() {
    var json = JsonNodeFactory.instance.objectNode();
    if (!Double.isNaN(seconds)) {
      json.put("seconds", seconds);
    }
    if (evaluations >= 0) {
      json.put("evaluations", evaluations);
    }
    return json.toString();
  }

  static Cost of(JsonNode json) {
    JsonNode seconds = json.path("seconds");
    JsonNode evaluations = json.path("evaluations");
    return new Cost(
        seconds.isNumber() ? seconds.doubleValue() : Double.NaN,
        evaluations.canConvertToLong() ? evaluations.longValue() : -1);
  }
}

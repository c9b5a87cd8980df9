package corgi.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a value may be from the recorded one: |a − b| ≤ atol + rtol·|b|.
 *
 * @param atol absolute part, ≥ 0
 * @param rtol part relative to the recorded value, ≥ 0
 */
public record Tolerance(double atol, double rtol) {
  public Tolerance {
    if (!(atol >= 0 && rtol >= 0)) {
      throw new IllegalArgumentException(
          "atol = %s, rtol = %s: both must be at least 0".formatted(atol, rtol));
    }
  }

  /** Reads {@code {"atol": a, "rtol": r}}; a missing part is 0. */
  static Tolerance of(JsonNode json) {
    return new Tolerance(json.path("atol").asDouble(0), json.path("rtol").asDouble(0));
  }

  /**
   * Returns error over tolerance: at most 1 passes. Values that are not finite must be the same, so
   * that a recorded NaN asks for a NaN.
   */
  public double ratio(double actual, double expected) {
    if (Double.compare(actual, expected) == 0 || actual == expected) {
      return 0;
    }
    if (!Double.isFinite(actual) || !Double.isFinite(expected)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - expected) / (atol + rtol * Math.abs(expected));
  }
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/** Thrown where an array of a run holds NaN or an infinity; names the step, level and array. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private NonFiniteException(String message) {
    super(message);
  }

  /**
   * Checks an array of the step at {@code stage}.
   *
   * @param level the level the array is at
   * @param name what the array is, in words
   */
  static void check(NDArray array, NoiseLevel level, Stage stage, String name) {
    if (Float.isFinite(array.sum().getFloat())) {
      return;
    }
    float[] values = array.toFloatArray(); // the sum of finite values may overflow
    int bad = 0;
    for (float value : values) {
      bad += Float.isFinite(value) ? 0 : 1;
    }
    if (bad > 0) {
      throw new NonFiniteException(
          ("step %d of %d, t = %s (α = %.4g, σ = %.4g): %d of %d values of %s are not finite: the"
                  + " guidance is too strong, or weights are damaged")
              .formatted(
                  stage.index() + 1,
                  stage.count(),
                  level.t(),
                  level.alpha(),
                  level.sigma(),
                  bad,
                  values.length,
                  name));
    }
  }
}

package corgi.engine.analytic;

import java.util.Arrays;

/**
 * One class of a mixture: weight·N(mean, deviation²·I).
 *
 * @param weight its share; a mixture divides by the sum
 * @param deviation the standard deviation of every coordinate
 * @param mean as many numbers as an image has
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Component(double weight, double deviation, double... mean) {
  public Component {
    if (!(weight > 0) || !(deviation >= 0)) {
      throw new IllegalArgumentException(
          "weight %s, deviation %s: must be positive".formatted(weight, deviation));
    }
  }

  @Override
  public String toString() {
    return "%s·N(%s, %s²)".formatted(weight, Arrays.toString(mean), deviation);
  }
}

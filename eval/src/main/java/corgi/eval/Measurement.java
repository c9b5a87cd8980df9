package corgi.eval;

/**
 * One number about a set of pictures, with what one must know to compare it with another.
 *
 * @param name what it is, with the features it rests on and the beginning of their weights' hash,
 *     such as {@code frechet[portraits-cnn-32@1a2b3c4d]}; plain {@code FID} is only that of the
 *     official Inception network
 * @param value the number
 * @param low the lower end of its 95 % interval, or the value where there is none
 * @param high the upper end of its 95 % interval, or the value where there is none
 * @param count of pictures it was measured on
 * @param reference the real pictures it compares with, in words; "" if it compares with none
 */
public record Measurement(
    String name, double value, double low, double high, long count, String reference) {
  /**
   * @throws IllegalArgumentException if a number is not finite or the interval is reversed
   */
  public Measurement {
    if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException(
          "%s = %s [%s, %s]: must be finite numbers in order".formatted(name, value, low, high));
    }
    if (name.isBlank() || count < 1) {
      throw new IllegalArgumentException(
          "measurement '%s' of %d pictures: must have a name and pictures".formatted(name, count));
    }
  }

  /** A number without an interval that compares with nothing. */
  static Measurement plain(String name, double value, long count) {
    return new Measurement(name, value, value, value, count, "");
  }

  /** Returns the same number as a share, whose interval lies in [0, 1]. */
  Measurement share() {
    return new Measurement(name, value, Math.max(0, low), Math.min(1, high), count, reference);
  }

  /** Returns the same against real pictures. */
  Measurement against(String words) {
    return new Measurement(name, value, low, high, count, words);
  }

  /** Returns the name without features: {@code frechet}, {@code FID} or {@code accuracy.figure}. */
  public String shortName() {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }
}

package corgi.guidance;

/** What all strengths have in common. */
final class Strength {
  private Strength() {}

  /**
   * Checks a strength.
   *
   * @param letter what the formula calls it
   * @throws IllegalArgumentException if it is not a finite number
   */
  static void checkFinite(String letter, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(letter + " = " + value + ": must be a finite number");
    }
  }
}

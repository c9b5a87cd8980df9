package corgi.engine.generation;

/**
 * Where something of a name is to be.
 *
 * @param name such as {@code left eye}; one that the model was trained on
 * @param x from 0, the left edge of the picture, to 1, the right one
 * @param y from 0, the upper edge, to 1, the lower one
 */
public record NamedPoint(String name, double x, double y) {
  /**
   * @throws IllegalArgumentException if the name is blank or the place outside the picture
   */
  public NamedPoint {
    if (name.isBlank()) {
      throw new IllegalArgumentException("point %s,%s: its name is empty".formatted(x, y));
    }
    if (!(x >= 0 && x <= 1) || !(y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "point '%s' at %s,%s: both must be from 0, left and top, to 1".formatted(name, x, y));
    }
  }
}

package corgi.engine.generation;

/**
 * The size of a picture in pixels.
 *
 * @param width from 1
 * @param height from 1
 */
public record PictureSize(int width, int height) {
  private static final int MOST = 1 << 14;

  /**
   * @throws IllegalArgumentException if a side is out of range
   */
  public PictureSize {
    if (width < 1 || height < 1 || width > MOST || height > MOST) {
      throw new IllegalArgumentException(
          "size = %dx%d: sides must be from 1 to %d pixels".formatted(width, height, MOST));
    }
  }

  /**
   * Reads {@code 512} or {@code 768x512}, width first.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static PictureSize parse(String text) {
    if (!text.matches("\\d{1,6}(x\\d{1,6})?")) {
      throw new IllegalArgumentException(
          "size '%s': must be a number of pixels, or WIDTHxHEIGHT".formatted(text));
    }
    String[] sides = text.split("x");
    return new PictureSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}

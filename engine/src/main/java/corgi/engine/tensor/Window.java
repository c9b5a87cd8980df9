package corgi.engine.tensor;

/**
 * How a square convolution moves, in pixels.
 *
 * @param stride from one output to the next
 * @param padding zeros added on every side
 * @param trailing zeros added besides, below and at the right only
 */
public record Window(int stride, int padding, int trailing) {
  /** The same zeros on every side. */
  public Window(int stride, int padding) {
    this(stride, padding, 0);
  }

  /** A window that keeps the image's size for an odd kernel. */
  public static Window same(int kernel) {
    return new Window(1, kernel / 2);
  }
}

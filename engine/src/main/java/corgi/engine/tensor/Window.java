package corgi.engine.tensor;

/** The stride and padding of a square convolution, in pixels. */
public record Window(int stride, int padding) {
  /** A window that keeps the image's size for an odd kernel. */
  public static Window same(int kernel) {
    return new Window(1, kernel / 2);
  }
}

package corgi.engine.data;

import java.util.Arrays;

/** A square of opaque pixels that sprites are drawn on, larger than the picture it becomes. */
final class Canvas {
  private static final int FINE = 128; // the pixels of a head's drawing: no detail is lost

  final int size;
  private final int resolution;
  private final int factor; // canvas pixels per picture pixel, each way
  private final int[] pixels;

  Canvas(int resolution, int rgb) {
    this.resolution = resolution;
    factor = Math.max(1, (FINE + resolution - 1) / resolution);
    size = resolution * factor;
    pixels = new int[size * size];
    Arrays.fill(pixels, 0xFF000000 | rgb);
  }

  /** Draws a sprite with its corner at (left, top), each of its pixels {@code scale} wide. */
  void draw(Sprite full, double left, double top, double scale) {
    Sprite sprite = full;
    double pixel = scale;
    while (pixel < 0.6 && sprite.half != null) {
      sprite = sprite.half;
      pixel *= 2;
    }
    int x0 = Math.max(0, (int) Math.floor(left - pixel));
    int x1 = Math.min(size, (int) Math.ceil(left + (sprite.width + 1) * pixel));
    int y0 = Math.max(0, (int) Math.floor(top - pixel));
    int y1 = Math.min(size, (int) Math.ceil(top + (sprite.height + 1) * pixel));
    for (int y = y0; y < y1; y++) {
      double v = (y + 0.5 - top) / pixel - 0.5;
      if (v > -1 && v < sprite.height) {
        drawRow(sprite, v, y * size + x0, (x0 + 0.5 - left) / pixel - 0.5, x1 - x0, 1 / pixel);
      }
    }
  }

  private void drawRow(Sprite sprite, double v, int from, double u, int count, double step) {
    int[] source = sprite.pixels;
    int stride = sprite.stride;
    int row = (int) Math.floor(v);
    int fv = (int) ((v - row) * 256);
    int base = (row + 1) * stride + 1;
    for (int i = 0; i < count; i++) {
      double at = u + i * step;
      if (at <= -1 || at >= sprite.width) {
        continue;
      }
      int column = (int) (at + 1) - 1; // floor, for at > −1
      int fu = (int) ((at - column) * 256);
      int p = base + column;
      int upper = Argb.mix(source[p], source[p + 1], fu);
      int lower = Argb.mix(source[p + stride], source[p + stride + 1], fu);
      int argb = Argb.mix(upper, lower, fv);
      if (argb >>> 24 != 0) {
        pixels[from + i] = Argb.over(argb, pixels[from + i]);
      }
    }
  }

  /** Returns the picture, every pixel the mean of a square of the canvas. */
  Picture picture() {
    float[] values = new float[3 * resolution * resolution]; // (3, R, R)
    float scale = 2f / (255 * factor * factor);
    for (int y = 0; y < resolution; y++) {
      for (int x = 0; x < resolution; x++) {
        long sum = sum(x * factor, y * factor);
        for (int c = 0; c < 3; c++) {
          int channel = (int) (sum >> (20 * (2 - c))) & 0xFFFFF;
          values[(c * resolution + y) * resolution + x] = Math.min(1, channel * scale - 1);
        }
      }
    }
    return new Picture(3, resolution, resolution, values);
  }

  /** Red, green and blue summed over a square, 20 bits each: 255·16² at most. */
  private long sum(int left, int top) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < top + factor; y++) {
      for (int x = left; x < left + factor; x++) {
        int argb = pixels[y * size + x];
        red += argb >> 16 & 255;
        green += argb >> 8 & 255;
        blue += argb & 255;
      }
    }
    return red << 40 | green << 20 | blue;
  }

  /** Turns left and right round. */
  void mirror() {
    for (int row = 0; row < pixels.length; row += size) {
      for (int a = row, b = row + size - 1; a < b; a++, b--) {
        int kept = pixels[a];
        pixels[a] = pixels[b];
        pixels[b] = kept;
      }
    }
  }
}

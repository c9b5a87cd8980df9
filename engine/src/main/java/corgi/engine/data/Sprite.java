package corgi.engine.data;

import java.awt.image.BufferedImage;

/**
 * A picture with transparency, ready to be drawn small: its pixels as premultiplied ARGB inside a
 * transparent border of one pixel, and the same at half the size, and so on (Williams 1983,
 * "Pyramidal parametrics"), so that shrinking never skips pixels.
 */
final class Sprite {
  final int width;
  final int height;
  final int stride; // width and the border
  final int[] pixels; // (height + 2) × stride
  final Sprite half; // null when there is nothing left to halve

  /**
   * @param plain premultiplied ARGB, height × width
   */
  Sprite(int width, int height, int[] plain) {
    this.width = width;
    this.height = height;
    stride = width + 2;
    pixels = new int[(height + 2) * stride];
    for (int y = 0; y < height; y++) {
      System.arraycopy(plain, y * width, pixels, (y + 1) * stride + 1, width);
    }
    half = Math.min(width, height) < 8 ? null : halve();
  }

  static Sprite of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] plain = image.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < plain.length; i++) {
      int argb = plain[i];
      int a = argb >>> 24;
      int r = ((argb >> 16 & 255) * a + 127) / 255;
      int g = ((argb >> 8 & 255) * a + 127) / 255;
      int b = ((argb & 255) * a + 127) / 255;
      plain[i] = a << 24 | r << 16 | g << 8 | b;
    }
    return new Sprite(width, height, plain);
  }

  /** The pixel at (x, y), transparent on the border and beyond. */
  int at(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : pixels[(y + 1) * stride + x + 1];
  }

  /** Returns the rectangle [left, right) × [top, bottom). */
  Sprite crop(int left, int top, int right, int bottom) {
    int[] plain = new int[(right - left) * (bottom - top)];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        plain[(y - top) * (right - left) + x - left] = at(x, y);
      }
    }
    return new Sprite(right - left, bottom - top, plain);
  }

  /** Returns this without rows and columns that are all but transparent. */
  Sprite trim() {
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (at(x, y) >>> 24 > 16) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return crop(left, top, right, bottom);
  }

  /** Returns this turned clockwise about its centre, on a canvas that holds all of it. */
  Sprite rotate(double degrees) {
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    int w = (int) StrictMath.ceil(width * Math.abs(cos) + height * Math.abs(sin)) + 1;
    int h = (int) StrictMath.ceil(width * Math.abs(sin) + height * Math.abs(cos)) + 1;
    int[] plain = new int[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        double dx = x + 0.5 - w / 2.0;
        double dy = y + 0.5 - h / 2.0;
        double u = cos * dx + sin * dy + width / 2.0 - 0.5;
        double v = -sin * dx + cos * dy + height / 2.0 - 0.5;
        plain[y * w + x] = sample(u, v);
      }
    }
    return new Sprite(w, h, plain);
  }

  private int sample(double u, double v) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    int fx = (int) ((u - x) * 256);
    int fy = (int) ((v - y) * 256);
    int upper = Argb.mix(at(x, y), at(x + 1, y), fx);
    int lower = Argb.mix(at(x, y + 1), at(x + 1, y + 1), fx);
    return Argb.mix(upper, lower, fy);
  }

  private Sprite halve() {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    int[] plain = new int[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int upper = Argb.mix(at(2 * x, 2 * y), at(2 * x + 1, 2 * y), 128);
        int lower = Argb.mix(at(2 * x, 2 * y + 1), at(2 * x + 1, 2 * y + 1), 128);
        plain[y * w + x] = Argb.mix(upper, lower, 128);
      }
    }
    return new Sprite(w, h, plain);
  }
}

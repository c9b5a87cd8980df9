package corgi.cli;

import corgi.engine.generation.Raster;
import java.util.Arrays;

/** A white sheet to put pictures and squares of ink on. */
final class Canvas {
  private static final byte INK = 0x30;

  private final Raster raster;

  Canvas(int width, int height) {
    if (width < 1 || height < 1 || 3L * width * height > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a sheet of %d×%d pixels: ask for fewer pictures or a smaller --scale"
              .formatted(width, height));
    }
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 255);
    raster = new Raster(width, height, rgb);
  }

  /** Puts a picture with its upper left corner at (x, y); what lies outside is cut off. */
  void put(Raster picture, int x, int y) {
    int width = Math.min(picture.width(), raster.width() - x);
    for (int row = 0; row < picture.height() && y + row < raster.height(); row++) {
      System.arraycopy(
          picture.rgb(),
          3 * row * picture.width(),
          raster.rgb(),
          3 * ((y + row) * raster.width() + x),
          3 * width);
    }
  }

  /** Fills a square with its upper left corner at (x, y); what lies outside is cut off. */
  void ink(int x, int y, int side) {
    int right = Math.min(x + side, raster.width());
    int bottom = Math.min(y + side, raster.height());
    for (int row = Math.max(y, 0); row < bottom && x < right; row++) {
      int start = 3 * (row * raster.width() + x);
      Arrays.fill(raster.rgb(), start, start + 3 * (right - x), INK);
    }
  }

  /** Returns the sheet. */
  Raster raster() {
    return raster;
  }
}

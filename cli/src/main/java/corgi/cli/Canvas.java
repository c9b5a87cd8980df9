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
    fill(x, y, side, INK << 16 | INK << 8 | INK);
  }

  /**
   * Fills a square likewise.
   *
   * @param colour red, green and blue, eight bits each; higher bits do not matter
   */
  void fill(int x, int y, int side, int colour) {
    int right = Math.min(x + side, raster.width());
    int bottom = Math.min(y + side, raster.height());
    for (int row = Math.max(y, 0); row < bottom; row++) {
      for (int column = Math.max(x, 0); column < right; column++) {
        int at = 3 * (row * raster.width() + column);
        raster.rgb()[at] = (byte) (colour >> 16);
        raster.rgb()[at + 1] = (byte) (colour >> 8);
        raster.rgb()[at + 2] = (byte) colour;
      }
    }
  }

  /** Returns the sheet. */
  Raster raster() {
    return raster;
  }
}

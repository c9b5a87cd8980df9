package corgi.engine.data;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a camera was held, by where the first row and the first column of the stored picture are to
 * be seen: tag 274 of Exif (CIPA DC-008, 4.6.4), whose values 1 to 8 are these in their order.
 */
enum Orientation {
  TOP_LEFT,
  TOP_RIGHT,
  BOTTOM_RIGHT,
  BOTTOM_LEFT,
  LEFT_TOP,
  RIGHT_TOP,
  RIGHT_BOTTOM,
  LEFT_BOTTOM;

  /** The first row becomes the last row, or the last column. */
  private static final Set<Orientation> ROWS_REVERSED =
      EnumSet.of(BOTTOM_RIGHT, BOTTOM_LEFT, RIGHT_TOP, RIGHT_BOTTOM);

  /** The first column becomes the last column, or the last row. */
  private static final Set<Orientation> COLUMNS_REVERSED =
      EnumSet.of(TOP_RIGHT, BOTTOM_RIGHT, RIGHT_BOTTOM, LEFT_BOTTOM);

  /** Rows become columns. */
  private static final Set<Orientation> SIDEWAYS =
      EnumSet.of(LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM);

  /** Returns the one with that number in Exif; what has no such number lies as it is stored. */
  static Orientation of(int exif) {
    return exif >= 1 && exif <= values().length ? values()[exif - 1] : TOP_LEFT;
  }

  /** Returns a stored picture as it is to be seen. */
  BufferedImage upright(BufferedImage stored) {
    if (this == TOP_LEFT) {
      return stored;
    }
    WritableRaster from = stored.getRaster();
    int width = from.getWidth();
    int height = from.getHeight();
    boolean sideways = SIDEWAYS.contains(this);
    WritableRaster to =
        sideways
            ? from.createCompatibleWritableRaster(height, width)
            : from.createCompatibleWritableRaster(width, height);
    int[] row = null;
    for (int y = 0; y < height; y++) {
      row = from.getPixels(0, y, width, 1, row); // no conversion of colours
      if (COLUMNS_REVERSED.contains(this)) {
        reverse(row, from.getNumBands());
      }
      int at = ROWS_REVERSED.contains(this) ? height - 1 - y : y;
      if (sideways) {
        to.setPixels(at, 0, 1, width, row);
      } else {
        to.setPixels(0, at, width, 1, row);
      }
    }
    return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
  }

  private static void reverse(int[] row, int bands) {
    for (int left = 0, right = row.length - bands; left < right; left += bands, right -= bands) {
      for (int b = 0; b < bands; b++) {
        int kept = row[left + b];
        row[left + b] = row[right + b];
        row[right + b] = kept;
      }
    }
  }
}

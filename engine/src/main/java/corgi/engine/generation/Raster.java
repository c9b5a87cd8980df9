package corgi.engine.generation;

import corgi.engine.data.Picture;

/**
 * Eight-bit pixels, as files hold them.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb row by row, three bytes a pixel; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Raster(int width, int height, byte[] rgb) {
  /** Files of more pixels than this are a mistake, such as a scale of 10,000. */
  static final long MOST_PIXELS = 1L << 28;

  public Raster {
    if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture of %d×%d pixels: must have 1 to %d".formatted(width, height, MOST_PIXELS));
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "%d bytes for a %d×%d picture".formatted(rgb.length, width, height));
    }
  }

  /** Returns {@code picture} with −1 as 0 and 1 as 255; values beyond are clamped. */
  public static Raster of(Picture picture) {
    int area = picture.height() * picture.width();
    byte[] rgb = new byte[3 * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = level(picture.values()[(picture.channels() == 1 ? 0 : c) * area + i]);
      }
    }
    return new Raster(picture.width(), picture.height(), rgb);
  }

  private static byte level(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }

  /**
   * Returns this with every pixel repeated {@code scale} times in both directions.
   *
   * @throws IllegalArgumentException if {@code scale} is less than 1 or the result too large
   */
  public Raster enlarge(int scale) {
    long pixels = (long) width * scale * height * scale;
    if (scale < 1 || scale > 1 << 14 || pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "scale = %d of a %d×%d picture: must be from 1 to %d"
              .formatted(scale, width, height, (int) Math.sqrt(MOST_PIXELS / (width * height))));
    }
    byte[] large = new byte[Math.toIntExact(3 * pixels)];
    for (int y = 0, to = 0; y < height * scale; y++) {
      for (int x = 0; x < width * scale; x++, to += 3) {
        System.arraycopy(rgb, 3 * (y / scale * width + x / scale), large, to, 3);
      }
    }
    return new Raster(width * scale, height * scale, large);
  }
}

package corgi.engine.data;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Pictures as networks see them ↔ pictures as Java sees them. */
public final class Pictures {
  private static final int GAP = 4; // pixels between the pictures of a sheet

  private Pictures() {}

  /** Returns an opaque RGB image; values beyond [−1, 1] are clipped, NaN becomes black. */
  public static BufferedImage toImage(Picture picture) {
    int height = picture.height();
    int width = picture.width();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          int channel = picture.channels() == 1 ? 0 : c;
          rgb = rgb << 8 | level(picture.values()[(channel * height + y) * width + x]);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  /** Returns a picture with three channels; transparent parts are as if on white. */
  public static Picture fromImage(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    float[] values = new float[3 * height * width]; // (3, H, W)
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int argb = image.getRGB(x, y);
        int alpha = argb >>> 24;
        for (int c = 0; c < 3; c++) {
          float level = ((argb >> (8 * (2 - c)) & 255) * alpha + 255 * (255 - alpha)) / 255f;
          values[(c * height + y) * width + x] = level / 127.5f - 1;
        }
      }
    }
    return new Picture(3, height, width, values);
  }

  /**
   * Returns a picture with three channels.
   *
   * @param pixels 0xRRGGBB row by row, side × side; the highest 8 bits do not matter
   */
  static Picture ofRgb(int[] pixels, int side) {
    float[] values = new float[3 * pixels.length]; // (3, H, W)
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * pixels.length + i] = (pixels[i] >> (8 * (2 - c)) & 255) / 127.5f - 1;
      }
    }
    return new Picture(3, side, side, values);
  }

  /**
   * Returns the pictures side by side, row by row, with white gaps.
   *
   * @param columns pictures in a row, at least 1
   * @param scale how many pixels each way one pixel becomes, at least 1
   * @throws IllegalArgumentException if there is no picture, or they differ in size
   */
  public static BufferedImage contactSheet(List<Picture> pictures, int columns, int scale) {
    if (pictures.isEmpty() || columns < 1 || scale < 1) {
      throw new IllegalArgumentException(
          "%d pictures, %d columns, scale %d: each must be at least 1"
              .formatted(pictures.size(), columns, scale));
    }
    Picture first = pictures.get(0);
    int cellWidth = first.width() * scale + GAP;
    int cellHeight = first.height() * scale + GAP;
    int across = Math.min(columns, pictures.size());
    int down = (pictures.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(
            across * cellWidth + GAP, down * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
    int[] white = new int[sheet.getWidth() * sheet.getHeight()];
    Arrays.fill(white, 0xFFFFFF);
    sheet.setRGB(0, 0, sheet.getWidth(), sheet.getHeight(), white, 0, sheet.getWidth());
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      if (picture.width() != first.width() || picture.height() != first.height()) {
        throw new IllegalArgumentException(
            "picture %d is %d×%d, the first is %d×%d"
                .formatted(i, picture.height(), picture.width(), first.height(), first.width()));
      }
      BufferedImage image = enlarge(toImage(picture), scale);
      sheet
          .getRaster()
          .setRect(
              i % columns * cellWidth + GAP, i / columns * cellHeight + GAP, image.getRaster());
    }
    return sheet;
  }

  /** Returns the image with every pixel a square of {@code scale} × {@code scale}. */
  public static BufferedImage enlarge(BufferedImage image, int scale) {
    BufferedImage large =
        new BufferedImage(
            image.getWidth() * scale, image.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large.setRGB(x, y, image.getRGB(x / scale, y / scale));
      }
    }
    return large;
  }

  /** Returns the luma of each pixel, ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B. */
  static Picture grey(Picture picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    int area = picture.height() * picture.width();
    float[] rgb = picture.values();
    float[] values = new float[area];
    for (int i = 0; i < area; i++) {
      double luma = 0.299 * rgb[i] + 0.587 * rgb[area + i] + 0.114 * rgb[2 * area + i];
      values[i] = (float) Math.max(-1, Math.min(1, luma));
    }
    return new Picture(1, picture.height(), picture.width(), values);
  }

  /** Returns the picture as in a mirror. */
  static Picture mirrored(Picture picture) {
    int width = picture.width();
    float[] values = new float[picture.values().length];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      values[i] = picture.values()[i - x + (width - 1 - x)];
    }
    return new Picture(picture.channels(), picture.height(), width, values);
  }

  private static int level(float value) {
    return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }
}

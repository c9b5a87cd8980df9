package corgi.engine.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * A picture of any size as it was read, row by row. Grey levels are taken as they are stored:
 * Java's own conversion holds grey to be linear light and brightens it.
 */
public final class Decoded {
  private static final int WHITE = 255;

  private final BufferedImage image;
  private final boolean grey;

  /** Wraps an image, which must not change from now on. */
  public Decoded(BufferedImage image) {
    this.image = image;
    grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Wraps grey levels, row by row from {@code from} on. */
  static Decoded ofGrey(byte[] levels, int from, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] copy = new byte[width * height];
    System.arraycopy(levels, from, copy, 0, copy.length);
    image.getRaster().setDataElements(0, 0, width, height, copy);
    return new Decoded(image);
  }

  /** In pixels. */
  public int width() {
    return image.getWidth();
  }

  /** In pixels. */
  public int height() {
    return image.getHeight();
  }

  /** 1 if it has no colours to begin with. */
  int channels() {
    return grey ? 1 : 3;
  }

  /**
   * Returns a row as red, green and blue from 0 to 255, three numbers a pixel; what is transparent
   * is as if on white.
   */
  public float[] row(int y) {
    return grey ? greyRow(y) : colourRow(y);
  }

  private float[] colourRow(int y) {
    int[] argb = image.getRGB(0, y, width(), 1, null, 0, width());
    float[] row = new float[3 * argb.length];
    for (int x = 0; x < argb.length; x++) {
      float alpha = (argb[x] >>> 24) / 255f;
      for (int c = 0; c < 3; c++) {
        row[3 * x + c] = over(argb[x] >> (8 * (2 - c)) & 255, alpha);
      }
    }
    return row;
  }

  private float[] greyRow(int y) {
    WritableRaster raster = image.getRaster();
    int bands = raster.getNumBands(); // grey, and how opaque if there are two
    float most = (1L << image.getSampleModel().getSampleSize(0)) - 1; // 8 or 16 bits
    int[] samples = raster.getPixels(0, y, width(), 1, (int[]) null);
    float[] row = new float[3 * width()];
    for (int x = 0; x < width(); x++) {
      float alpha = bands > 1 ? samples[bands * x + 1] / most : 1;
      float level = over(samples[bands * x] * 255 / most, alpha);
      for (int c = 0; c < 3; c++) {
        row[3 * x + c] = level;
      }
    }
    return row;
  }

  private static float over(float level, float alpha) {
    return alpha == 1 ? level : level * alpha + WHITE * (1 - alpha);
  }
}

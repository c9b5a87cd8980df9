package corgi.engine.generation;

import corgi.engine.data.Picture;

/**
 * Brings a given picture to the size that is drawn: of the middle of it the largest part with the
 * same proportions is taken and scaled. A picture of that size is left as it is. Scaling is linear;
 * where it shrinks, every pixel is the mean of those it covers, weighted by a triangle, as PIL's
 * BILINEAR does.
 */
final class Fitting {
  private static final int CHANNELS = 3;

  /** Of red, green and blue in lightness: ITU-R BT.601, as PIL's mode L. */
  private static final double[] LIGHTNESS = {0.299, 0.587, 0.114};

  private Fitting() {}

  /**
   * Returns the picture.
   *
   * @param channels 1 or 3
   */
  static Picture of(Raster raster, int channels, PictureSize size) {
    if (channels != 1 && channels != CHANNELS) {
      throw new IllegalArgumentException(
          "a picture of %d channels: must have 1 or %d".formatted(channels, CHANNELS));
    }
    double scale =
        Math.min((double) raster.width() / size.width(), (double) raster.height() / size.height());
    Axis across = Axis.of(raster.width(), size.width(), scale);
    Axis down = Axis.of(raster.height(), size.height(), scale);
    float[] values = new float[channels * size.height() * size.width()]; // (C, H, W)
    for (int c = 0; c < channels; c++) {
      int channel = c;
      double[] plane = new double[raster.height() * size.width()];
      for (int y = 0; y < raster.height(); y++) {
        int row = y * raster.width();
        for (int x = 0; x < size.width(); x++) {
          plane[y * size.width() + x] =
              across.at(x, i -> level(raster, channels == 1 ? -1 : channel, row + i));
        }
      }
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          int column = x;
          double level = down.at(y, i -> plane[i * size.width() + column]);
          values[(c * size.height() + y) * size.width() + x] = (float) level / 127.5f - 1;
        }
      }
    }
    return new Picture(channels, size.height(), size.width(), values);
  }

  /** Of a channel, or of all for −1; from 0 to 255. */
  private static double level(Raster raster, int channel, int pixel) {
    if (channel >= 0) {
      return raster.rgb()[CHANNELS * pixel + channel] & 255;
    }
    int red = raster.rgb()[CHANNELS * pixel] & 255;
    int green = raster.rgb()[CHANNELS * pixel + 1] & 255;
    int blue = raster.rgb()[CHANNELS * pixel + 2] & 255;
    return red == green && green == blue // whose weights may sum to just below 1
        ? red
        : LIGHTNESS[0] * red + LIGHTNESS[1] * green + LIGHTNESS[2] * blue;
  }

  /**
   * One direction of scaling.
   *
   * @param count of pixels there are
   * @param start of the part taken, in pixels
   * @param scale how many of them one pixel stands for
   */
  private record Axis(int count, double start, double scale) {
    static Axis of(int count, int wanted, double scale) {
      return new Axis(count, (count - wanted * scale) / 2, scale);
    }

    /** Returns the weighted mean that becomes pixel {@code to}. */
    double at(int to, Levels levels) {
      double centre = start + (to + 0.5) * scale - 0.5;
      double reach = Math.max(1, scale);
      int first = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(count - 1, (int) Math.floor(centre + reach));
      double sum = 0;
      double total = 0;
      for (int i = first; i <= last; i++) {
        double weight = 1 - Math.abs(i - centre) / reach;
        if (weight > 0) {
          sum += weight * levels.at(i);
          total += weight;
        }
      }
      return sum / total;
    }
  }

  /** What is scaled. */
  @FunctionalInterface
  private interface Levels {
    double at(int index);
  }
}

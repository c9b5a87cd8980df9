package corgi.eval;

import corgi.engine.data.Picture;
import corgi.engine.generation.Raster;
import java.util.ArrayList;
import java.util.List;

/**
 * Real pictures as levels from 0 to 255, to find near copies among. Those of more than 64 pixels a
 * side are averaged down by a whole number, where one divides both sides.
 */
public final class Thumbnails {
  /** How many are kept. */
  static final int MOST = 2048;

  private static final int SIDE = 64;
  private static final double RANGE = 255;

  private final List<byte[]> levels = new ArrayList<>();
  private final List<Long> indices = new ArrayList<>();

  /**
   * A picture and how far it is.
   *
   * @param distance in [0, 1]
   * @param index of the picture
   */
  record Match(double distance, long index) {}

  /** Keeps a picture, up to {@link #MOST}. */
  void add(byte[] thumbnail, long index) {
    if (levels.size() < MOST) {
      levels.add(thumbnail);
      indices.add(index);
    }
  }

  int size() {
    return levels.size();
  }

  byte[] levels(int i) {
    return levels.get(i);
  }

  long index(int i) {
    return indices.get(i);
  }

  /**
   * Returns the nearest.
   *
   * @throws IllegalArgumentException if the pictures differ in size
   */
  Match nearest(byte[] picture) {
    long least = Long.MAX_VALUE;
    long index = -1;
    for (int i = 0; i < levels.size(); i++) {
      byte[] other = levels.get(i);
      if (other.length != picture.length) {
        throw new IllegalArgumentException(
            "a picture of %d values, a real picture of %d: must be as many"
                .formatted(picture.length, other.length));
      }
      long squares = squares(picture, other, least);
      if (squares < least) {
        least = squares;
        index = indices.get(i);
      }
    }
    return new Match(Math.sqrt((double) least / picture.length) / RANGE, index);
  }

  /** Returns Σ(a − b)², or some number beyond {@code enough} when that is passed. */
  private static long squares(byte[] a, byte[] b, long enough) {
    long sum = 0;
    for (int i = 0; i < a.length && sum < enough; i++) {
      int difference = (a[i] & 255) - (b[i] & 255);
      sum += difference * difference;
    }
    return sum;
  }

  /** Returns the levels of a picture made small, three for each pixel. */
  static byte[] of(Picture picture) {
    Raster raster = Raster.of(picture);
    int k = factor(raster.width(), raster.height());
    if (k == 1) {
      return raster.rgb();
    }
    int width = raster.width() / k;
    byte[] small = new byte[3 * width * (raster.height() / k)];
    for (int i = 0; i < small.length; i++) {
      int x = i / 3 % width * k;
      int y = i / 3 / width * k;
      int sum = 0;
      for (int p = 0; p < k * k; p++) {
        sum += raster.rgb()[3 * ((y + p / k) * raster.width() + x + p % k) + i % 3] & 255;
      }
      small[i] = (byte) ((sum + k * k / 2) / (k * k));
    }
    return small;
  }

  private static int factor(int width, int height) {
    for (int k = 1; k <= Math.min(width, height); k++) {
      if (width % k == 0 && height % k == 0 && Math.max(width, height) / k <= SIDE) {
        return k;
      }
    }
    return 1;
  }
}

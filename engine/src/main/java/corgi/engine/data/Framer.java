package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;
import java.util.Arrays;

/**
 * Makes squares of pictures of any size. Random crops are those of Dhariwal and Nichol 2021
 * (2105.05233) in their released code: the square is 0.8 to 1 times as wide as the largest.
 *
 * @param framing what is asked for
 * @param side height and width of the squares in pixels
 * @param channels 1 or 3
 * @param margin around what does not fill the square, as RGB
 */
record Framer(Framing framing, int side, int channels, int margin) {
  private static final int CHANCE = 10;
  private static final double LEAST = 0.8;

  /** Where a picture is looked at, in its pixels, and how large it becomes. */
  private record Window(
      double left, double top, double width, double height, int across, int down) {}

  /**
   * Returns the square.
   *
   * @param index of the example, which chance depends on
   * @param first whether it is seen for the first time, which leaves nothing to chance
   */
  Picture frame(Decoded decoded, long index, boolean first) {
    long key = CounterRandom.key(CHANCE, index);
    Picture colour = sampled(decoded, window(decoded, key, first));
    Picture picture = channels == 1 ? Pictures.grey(colour) : colour;
    boolean mirrored =
        !first && framing.flip() == Framing.Flip.HORIZONTAL && CounterRandom.uniform(key, 3) < 0.5;
    return mirrored ? Pictures.mirrored(picture) : picture;
  }

  private Window window(Decoded decoded, long key, boolean first) {
    int width = decoded.width();
    int height = decoded.height();
    if (framing.resize() == Framing.Resize.STRETCH) {
      return new Window(0, 0, width, height, side, side);
    }
    if (framing.resize() == Framing.Resize.CONTAIN) {
      double scale = (double) side / Math.max(width, height);
      int across = (int) Math.max(1, Math.rint(width * scale));
      int down = (int) Math.max(1, Math.rint(height * scale));
      return new Window(0, 0, width, height, across, down);
    }
    int least = Math.min(width, height);
    if (first || framing.crop() == Framing.Crop.CENTRE) {
      return new Window(
          Math.floor((width - least) / 2.0),
          Math.floor((height - least) / 2.0),
          least,
          least,
          side,
          side);
    }
    double square = least * (LEAST + (1 - LEAST) * CounterRandom.uniform(key, 0));
    return new Window(
        CounterRandom.uniform(key, 1) * (width - square),
        CounterRandom.uniform(key, 2) * (height - square),
        square,
        square,
        side,
        side);
  }

  private Picture sampled(Decoded decoded, Window window) {
    Taps across = Taps.of(window.left(), window.width(), window.across());
    Taps down = Taps.of(window.top(), window.height(), window.down());
    int top = down.first()[0];
    float[][] rows = new float[down.end() - top][];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = narrowed(decoded.row(top + y), across);
    }
    float[] values = new float[3 * side * side]; // (3, R, R)
    for (int c = 0; c < 3; c++) {
      float level = (margin >> (8 * (2 - c)) & 255) / 127.5f - 1;
      Arrays.fill(values, c * side * side, (c + 1) * side * side, level);
    }
    int x0 = (side - window.across()) / 2;
    int y0 = (side - window.down()) / 2;
    for (int y = 0; y < down.count(); y++) {
      for (int i = 0; i < 3 * across.count(); i++) {
        double sum = 0;
        for (int j = 0; j < down.weights()[y].length; j++) {
          sum += (double) down.weights()[y][j] * rows[down.first()[y] - top + j][i];
        }
        double value = Math.max(-1, Math.min(1, sum / 127.5 - 1));
        values[(i % 3 * side + y0 + y) * side + x0 + i / 3] = (float) value;
      }
    }
    return new Picture(3, side, side, values);
  }

  private static float[] narrowed(float[] row, Taps across) {
    float[] narrowed = new float[3 * across.count()];
    for (int x = 0; x < across.count(); x++) {
      float[] weights = across.weights()[x];
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
          sum += (double) weights[j] * row[3 * (across.first()[x] + j) + c];
        }
        narrowed[3 * x + c] = (float) sum;
      }
    }
    return narrowed;
  }
}

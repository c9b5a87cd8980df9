package corgi.eval;

import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;
import java.util.Arrays;

/**
 * The noise on a flat background, as the standard deviation of white noise that would look as
 * rough, in levels of 255. The picture is convolved with the difference of two Laplacians
 *
 * <pre>  N = (1 −2 1; −2 4 −2; 1 −2 1),  ‖N‖ = 6</pre>
 *
 * which slopes and edges along the axes do not stir (Immerkær 1996, "Fast noise variance
 * estimation", CVIU 64(2)), and σ = median|N∗x| / (6·0.6745) over the four corners, where the
 * median passes over what of the figure reaches there (Donoho and Johnstone 1994, "Ideal spatial
 * adaptation by wavelet shrinkage").
 */
@AutoService(Metric.class)
public final class Speckle implements PictureMetric {
  private static final double[][] N = {{1, -2, 1}, {-2, 4, -2}, {1, -2, 1}};
  private static final double NORM = 6;
  private static final double NORMAL_QUARTILE = 0.6744897501960817; // median|z| of a normal z
  private static final double LEVELS = 127.5; // of 255, for each unit of [−1, 1]
  private static final int CORNER =
      8; // a corner is an eighth of the picture wide: a disc stays out

  @Override
  public String name() {
    return "speckle";
  }

  @Override
  public String summary() {
    return "noise on the background, standard deviation in levels of 255; good is 0";
  }

  @Override
  public double of(Picture picture) {
    int height = picture.height();
    int width = picture.width();
    int corner = Math.max(1, Math.min(height, width) / CORNER);
    double[] rough = new double[picture.values().length];
    int count = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        boolean inside = Math.max(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) > corner;
        for (int c = 0; c < picture.channels() && !inside; c++) {
          rough[count++] = Math.abs(laplacians(picture, (c * height + y) * width + x));
        }
      }
    }
    return LEVELS * median(Arrays.copyOf(rough, count)) / (NORM * NORMAL_QUARTILE);
  }

  private static double laplacians(Picture picture, int centre) {
    double sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        sum += N[dy + 1][dx + 1] * picture.values()[centre + dy * picture.width() + dx];
      }
    }
    return sum;
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0; // a picture without an inside has no background
    }
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}

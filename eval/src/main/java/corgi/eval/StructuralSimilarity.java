package corgi.eval;

import corgi.engine.data.Picture;
import java.util.List;

/**
 * The structural similarity of pictures and what they should be, 1 where they are the same,
 *
 * <pre>  (2·μ_x·μ_y + C₁)(2·σ_xy + C₂) / ((μ_x² + μ_y² + C₁)(σ_x² + σ_y² + C₂))</pre>
 *
 * with means, variances and covariance under a window around each pixel, C₁ = (.01·range)² and C₂ =
 * (.03·range)². Wang et al. 2004, "Image quality assessment: from error visibility to structural
 * similarity", IEEE TIP 13(4), eq. 13; a Gaussian window of σ = 1.5 there. The mean over all
 * pixels; at the edges the picture is mirrored.
 */
public final class StructuralSimilarity {
  private static final double K1 = 0.01;
  private static final double K2 = 0.03;

  private final double range;
  private final Blurring window;

  private StructuralSimilarity(double range, Blurring window) {
    if (!(range > 0) || Double.isInfinite(range)) {
      throw new IllegalArgumentException("range = " + range + ": must be positive");
    }
    this.range = range;
    this.window = window;
  }

  /**
   * Returns the measure under a Gaussian window.
   *
   * @param range of the values: 2 where they lie in [−1, 1]
   * @param sigma in pixels; 1.5 makes a window of 11 × 11
   * @throws IllegalArgumentException if one is not positive
   */
  public static StructuralSimilarity gaussian(double range, double sigma) {
    return new StructuralSimilarity(range, Blurring.gaussian(sigma));
  }

  /**
   * Returns the measure under a square window of equal weights.
   *
   * @param range of the values: 2 where they lie in [−1, 1]
   * @param size of the window in pixels, odd
   * @throws IllegalArgumentException if the range is not positive or the size not odd
   */
  public static StructuralSimilarity uniform(double range, int size) {
    return new StructuralSimilarity(range, Blurring.uniform(size));
  }

  /**
   * Returns the mean over pixels, channels and pictures.
   *
   * @throws IllegalArgumentException if the pictures do not pair up, a value is not finite, or the
   *     window reaches farther than a picture
   */
  public double of(List<Picture> pictures, List<Picture> targets) {
    PicturePairs pairs = PicturePairs.of(pictures, targets);
    double sum = 0;
    for (int i = 0; i < pairs.size(); i++) {
      sum += of(pairs.one().get(i), pairs.two().get(i));
    }
    return sum / pairs.size();
  }

  private double of(Picture a, Picture b) {
    if (window.radius() >= Math.min(a.height(), a.width())) {
      throw new IllegalArgumentException(
          "a picture of %d×%d: must be larger than %d pixels, the reach of the window"
              .formatted(a.height(), a.width(), window.radius()));
    }
    double sum = 0;
    for (int c = 0; c < a.channels(); c++) {
      sum += mean(channel(a, c), channel(b, c), a.width());
    }
    return sum / a.channels();
  }

  private double mean(double[] x, double[] y, int width) {
    double c1 = K1 * range * K1 * range;
    double c2 = K2 * range * K2 * range;
    double[] meanX = blurred(x, width);
    double[] meanY = blurred(y, width);
    double[] meanXx = blurred(product(x, x), width);
    double[] meanYy = blurred(product(y, y), width);
    double[] meanXy = blurred(product(x, y), width);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double both = meanX[i] * meanY[i];
      double squares = meanX[i] * meanX[i] + meanY[i] * meanY[i];
      double variances =
          Math.max(0, meanXx[i] - meanX[i] * meanX[i])
              + Math.max(0, meanYy[i] - meanY[i] * meanY[i]);
      sum += (2 * both + c1) * (2 * (meanXy[i] - both) + c2) / ((squares + c1) * (variances + c2));
    }
    return sum / x.length;
  }

  private double[] blurred(double[] pixels, int width) {
    return window.over(pixels, pixels.length / width, width);
  }

  private static double[] product(double[] x, double[] y) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = x[i] * y[i];
    }
    return product;
  }

  private static double[] channel(Picture picture, int c) {
    double[] pixels = new double[picture.height() * picture.width()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = picture.values()[c * pixels.length + i];
    }
    return pixels;
  }
}

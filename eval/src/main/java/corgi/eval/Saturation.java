package corgi.eval;

import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;

/**
 * The mean over pixels of HSV saturation, S = (max − min)/max of red, green and blue in [0, 1], 0
 * for black. Smith 1978, "Color gamut transform pairs", SIGGRAPH. Too high at too strong guidance.
 */
@AutoService(Metric.class)
public final class Saturation implements PictureMetric {
  @Override
  public String name() {
    return "saturation";
  }

  @Override
  public String summary() {
    return "mean HSV saturation of the pixels, 0 to 1; good is as real pictures have it";
  }

  @Override
  public double of(Picture picture) {
    if (picture.channels() != 3) {
      return 0; // grey
    }
    int area = picture.height() * picture.width();
    double sum = 0;
    for (int i = 0; i < area; i++) {
      double r = level(picture, i);
      double g = level(picture, area + i);
      double b = level(picture, 2 * area + i);
      double max = Math.max(r, Math.max(g, b));
      double min = Math.min(r, Math.min(g, b));
      sum += max > 0 ? (max - min) / max : 0;
    }
    return sum / area;
  }

  private static double level(Picture picture, int i) {
    return Math.max(0, Math.min(1, (picture.values()[i] + 1) / 2.0));
  }
}

package corgi.eval;

import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;

/**
 * The standard deviation over the pixels of luma in [0, 1], over N, not N − 1: the root mean square
 * contrast of Peli 1990, "Contrast in complex images", JOSA A 7(10). Luma is .2126 R + .7152 G +
 * .0722 B (ITU-R BT.709).
 */
@AutoService(Metric.class)
public final class Contrast implements PictureMetric {
  private static final double[] LUMA = {0.2126, 0.7152, 0.0722};

  @Override
  public String name() {
    return "contrast";
  }

  @Override
  public String summary() {
    return "standard deviation of luma, 0 to 0.5; good is as real pictures have it";
  }

  @Override
  public double of(Picture picture) {
    int area = picture.height() * picture.width();
    double mean = 0;
    for (int i = 0; i < area; i++) {
      mean += luma(picture, i, area) / area;
    }
    double variance = 0;
    for (int i = 0; i < area; i++) {
      double centred = luma(picture, i, area) - mean;
      variance += centred * centred / area;
    }
    return Math.sqrt(variance);
  }

  private static double luma(Picture picture, int i, int area) {
    if (picture.channels() == 1) {
      return (picture.values()[i] + 1) / 2.0;
    }
    double y = 0;
    for (int c = 0; c < 3; c++) {
      y += LUMA[c] * (picture.values()[c * area + i] + 1) / 2;
    }
    return y;
  }
}

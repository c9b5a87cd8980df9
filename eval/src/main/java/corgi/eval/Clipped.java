package corgi.eval;

import com.google.auto.service.AutoService;
import corgi.engine.data.Picture;

/**
 * The share of values that stand at the end of their range, |x| &gt; 0.99, where guidance that is
 * too strong drives them (Saharia et al. 2022, 2205.11487, section 2.3).
 */
@AutoService(Metric.class)
public final class Clipped implements PictureMetric {
  private static final double END = 0.99;

  @Override
  public String name() {
    return "clipped";
  }

  @Override
  public String summary() {
    return "share of values with |x| > 0.99, 0 to 1; good is as real pictures have it";
  }

  @Override
  public double of(Picture picture) {
    int clipped = 0;
    for (float x : picture.values()) {
      if (Math.abs(x) > END) {
        clipped++;
      }
    }
    return (double) clipped / picture.values().length;
  }
}

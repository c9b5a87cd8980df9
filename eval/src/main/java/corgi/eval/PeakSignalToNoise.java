package corgi.eval;

import corgi.engine.data.Picture;
import java.util.List;

/**
 * The peak signal-to-noise ratio, 10·log₁₀(range²/MSE) in dB, of pictures and what they should be;
 * infinite where they are the same. Huynh-Thu and Ghanbari 2008, "Scope of validity of PSNR in
 * image/video quality assessment", Electronics Letters 44(13), eq. 1.
 *
 * @param range of the values: 2 where they lie in [−1, 1]
 */
public record PeakSignalToNoise(double range) {
  /**
   * @throws IllegalArgumentException if the range is not positive
   */
  public PeakSignalToNoise {
    if (!(range > 0) || Double.isInfinite(range)) {
      throw new IllegalArgumentException("range = " + range + ": must be positive");
    }
  }

  /**
   * Returns the ratio for the mean square error over all values of all pictures.
   *
   * @throws IllegalArgumentException if the pictures do not pair up, or a value is not finite
   */
  public double of(List<Picture> pictures, List<Picture> targets) {
    PicturePairs pairs = PicturePairs.of(pictures, targets);
    double squares = 0;
    long count = 0;
    for (int i = 0; i < pairs.size(); i++) {
      float[] a = pairs.one().get(i).values();
      float[] b = pairs.two().get(i).values();
      for (int k = 0; k < a.length; k++) {
        double difference = (double) a[k] - b[k];
        squares += difference * difference;
      }
      count += a.length;
    }
    return 10 * Math.log10(range * range * count / squares);
  }
}

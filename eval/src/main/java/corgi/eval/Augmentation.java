package corgi.eval;

import corgi.engine.tensor.CounterRandom;

/**
 * Small changes that drawn pictures differ from composed ones by, so that a classifier does not
 * depend on their absence: contrast, brightness, saturation and noise.
 */
final class Augmentation {
  private static final double CONTRAST = 0.15;
  private static final double BRIGHTNESS = 0.1; // of values in [−1, 1]
  private static final double SATURATION = 0.3;
  private static final double MOST_NOISE = 0.15; // standard deviation
  private static final double NOISY = 0.7; // the share of pictures with any

  private Augmentation() {}

  /**
   * Changes a picture, as the key says.
   *
   * @param values (C, H, W) in [−1, 1], not changed
   * @param channels C
   */
  static float[] apply(float[] values, int channels, long key) {
    double contrast = 1 + CONTRAST * spread(key, 0);
    double brightness = BRIGHTNESS * spread(key, 1);
    double saturation = 1 + SATURATION * spread(key, 2);
    double noise =
        CounterRandom.uniform(key, 3) < NOISY ? MOST_NOISE * CounterRandom.uniform(key, 4) : 0;
    float[] z = new float[values.length];
    CounterRandom.normals(CounterRandom.key(key), z, 0, z.length);
    int area = values.length / channels;
    float[] changed = new float[values.length];
    for (int i = 0; i < area; i++) {
      double grey = 0;
      for (int c = 0; c < channels; c++) {
        grey += values[c * area + i] / channels;
      }
      for (int c = 0; c < channels; c++) {
        int k = c * area + i;
        double x = grey + saturation * (values[k] - grey);
        double y = contrast * x + brightness + noise * z[k];
        changed[k] = (float) Math.max(-1, Math.min(1, y));
      }
    }
    return changed;
  }

  /** Uniform in (−1, 1). */
  private static double spread(long key, long index) {
    return 2 * CounterRandom.uniform(key, index) - 1;
  }
}

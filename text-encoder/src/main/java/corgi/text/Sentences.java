package corgi.text;

/**
 * One vector for a sentence: the mean of its tokens' states. Reimers and Gurevych 2019, 1908.10084.
 */
final class Sentences {
  private static final double LEAST = 1e-9; // of what is divided by, as in the reference
  private static final double LEAST_NORM = 1e-12;

  private Sentences() {}

  /**
   * Returns the mean state of the tokens whose mask is 1, C values.
   *
   * @param states those of L tokens, L·C values
   * @param mask L numbers, 0 or 1
   */
  static float[] mean(float[] states, long[] mask) {
    int size = states.length / mask.length;
    double[] sum = new double[size];
    double count = 0;
    for (int token = 0; token < mask.length; token++) {
      count += mask[token];
      for (int c = 0; c < size; c++) {
        sum[c] += mask[token] * (double) states[token * size + c];
      }
    }
    float[] mean = new float[size];
    for (int c = 0; c < size; c++) {
      mean[c] = (float) (sum[c] / Math.max(count, LEAST));
    }
    return mean;
  }

  /** Returns a vector divided by its Euclidean length. */
  static float[] normalised(float[] vector) {
    double square = 0;
    for (float v : vector) {
      square += (double) v * v;
    }
    double length = Math.max(Math.sqrt(square), LEAST_NORM);
    float[] unit = new float[vector.length];
    for (int c = 0; c < unit.length; c++) {
      unit[c] = (float) (vector[c] / length);
    }
    return unit;
  }
}

package corgi.engine.data;

/**
 * From which pixels of a line each pixel of a longer or shorter line comes, and how much: the
 * triangle filter, as wide as the larger of both pixels, so that enlarging interpolates between
 * neighbours and shrinking averages over all that a pixel covers. Heckbert 1989, "Fundamentals of
 * texture mapping and image warping", §3.5.
 *
 * @param first the first pixel that each comes from
 * @param weights of that and those after it; they add up to 1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Taps(int[] first, float[][] weights) {

  /** Returns how a stretch of a line, in pixels of the line, becomes {@code count} pixels. */
  static Taps of(double from, double length, int count) {
    int least = (int) Math.floor(from + 1e-9); // the stretch is not looked beyond
    int end = (int) Math.ceil(from + length - 1e-9);
    double scale = length / count;
    double reach = Math.max(scale, 1);
    int[] first = new int[count];
    float[][] weights = new float[count][];
    for (int i = 0; i < count; i++) {
      double centre = from + (i + 0.5) * scale;
      first[i] = Math.max(least, (int) Math.floor(centre - reach + 0.5));
      int last = Math.min(end, (int) Math.ceil(centre + reach - 0.5) + 1); // exclusive
      weights[i] = weights(first[i], last, centre, reach);
    }
    return new Taps(first, weights);
  }

  private static float[] weights(int first, int last, double centre, double reach) {
    double[] triangle = new double[last - first];
    double sum = 0;
    for (int j = 0; j < triangle.length; j++) {
      triangle[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / reach);
      sum += triangle[j];
    }
    float[] weights = new float[triangle.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = (float) (triangle[j] / sum);
    }
    return weights;
  }

  int count() {
    return first.length;
  }

  /** The pixel after the last that is needed. */
  int end() {
    int end = 0;
    for (int i = 0; i < first.length; i++) {
      end = Math.max(end, first[i] + weights[i].length);
    }
    return end;
  }
}

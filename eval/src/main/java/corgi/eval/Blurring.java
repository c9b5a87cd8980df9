package corgi.eval;

/**
 * A window that slides over a picture: the same odd number of weights down and across, which sum to
 * 1. Beyond its edges the picture is mirrored, the edge itself not repeated.
 *
 * @param weights of one direction
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Blurring(double[] weights) {
  /** Returns a Gaussian of deviation σ in pixels, cut off at 3.5·σ: 11 weights for 1.5. */
  static Blurring gaussian(double sigma) {
    if (!(sigma > 0 && sigma < 1000)) {
      throw new IllegalArgumentException("σ = " + sigma + " pixels: must be positive, below 1000");
    }
    int radius = (int) (3.5 * sigma + 0.5);
    double[] weights = new double[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double u = (i - radius) / sigma;
      weights[i] = Math.exp(-u * u / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return new Blurring(weights);
  }

  /** Returns equal weights over so many pixels. */
  static Blurring uniform(int size) {
    if (size < 1 || size % 2 == 0) {
      throw new IllegalArgumentException("a window of " + size + " pixels: must be odd");
    }
    double[] weights = new double[size];
    java.util.Arrays.fill(weights, 1.0 / size);
    return new Blurring(weights);
  }

  int radius() {
    return weights.length / 2;
  }

  /** Returns the weighted means around every pixel, height × width of them, row by row. */
  double[] over(double[] pixels, int height, int width) {
    double[] across = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      for (int k = 0; k < weights.length; k++) {
        int x = mirrored(i % width + k - radius(), width);
        across[i] += weights[k] * pixels[i / width * width + x];
      }
    }
    double[] both = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      for (int k = 0; k < weights.length; k++) {
        int y = mirrored(i / width + k - radius(), height);
        both[i] += weights[k] * across[y * width + i % width];
      }
    }
    return both;
  }

  /** Holds where the window is no wider than twice the picture. */
  private static int mirrored(int at, int size) {
    int inside = Math.abs(at);
    return inside < size ? inside : 2 * (size - 1) - inside;
  }
}

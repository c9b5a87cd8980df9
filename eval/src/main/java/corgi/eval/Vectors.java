package corgi.eval;

import java.util.List;

/** What every measure of features asks of them. */
final class Vectors {
  private Vectors() {}

  /**
   * Returns the length of vectors that are all as long, all finite and enough.
   *
   * @param what they are, for messages
   * @param least how many are needed
   * @throws IllegalArgumentException if they are not; the message says which
   */
  static int length(List<double[]> vectors, String what, int least) {
    if (vectors.size() < least) {
      throw new IllegalArgumentException(
          "%d %s: must be at least %d".formatted(vectors.size(), what, least));
    }
    int length = vectors.get(0).length;
    for (int i = 0; i < vectors.size(); i++) {
      check(vectors.get(i), length, what + " " + i);
    }
    return length;
  }

  /** Like {@link #length}, for two sets of vectors that are compared. */
  static int length(List<double[]> one, List<double[]> two, int least) {
    int length = length(one, "first vectors", least);
    if (length(two, "second vectors", least) != length) {
      throw new IllegalArgumentException(
          "vectors of %d numbers against vectors of %d: must be as long"
              .formatted(length, two.get(0).length));
    }
    return length;
  }

  /** Refuses a vector that is not as long as the others, or not finite. */
  static void check(double[] vector, int length, String what) {
    if (vector.length != length || length == 0) {
      throw new IllegalArgumentException(
          "%s: has %d numbers, the first has %d: must be as many, at least 1"
              .formatted(what, vector.length, length));
    }
    for (double value : vector) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(what + ": holds " + value + ": must be finite");
      }
    }
  }

  /** Returns the same numbers with more digits. */
  static double[] doubles(float[] vector) {
    double[] doubles = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      doubles[i] = vector[i];
    }
    return doubles;
  }

  /** Returns ‖a − b‖². */
  static double squaredDistance(double[] a, double[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      squares += difference * difference;
    }
    return squares;
  }

  /** Returns aᵀb/(‖a‖·‖b‖), 0 if either is nothing. */
  static double cosine(float[] a, float[] b) {
    double[] x = doubles(a);
    double[] y = doubles(b);
    double norms = Math.sqrt(dot(x, x)) * Math.sqrt(dot(y, y));
    return norms == 0 ? 0 : dot(x, y) / norms;
  }

  /** Returns aᵀb. */
  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

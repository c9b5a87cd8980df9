package corgi.eval;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Balls around vectors, each as far as the vector's k-th neighbour, itself not counted. A point at
 * exactly that distance lies inside.
 */
final class Neighbourhoods {
  private static final int ROWS = 256; // whose distances are held at once

  private final double[][] centres;
  private final double[] radii;

  /**
   * @param centres more than k vectors
   */
  Neighbourhoods(double[][] centres, int k) {
    if (k < 1 || centres.length <= k) {
      throw new IllegalArgumentException(
          "%d vectors: must be at least %d for %d neighbours".formatted(centres.length, k + 1, k));
    }
    this.centres = centres;
    radii = new double[centres.length];
    each(
        centres,
        (row, distances) -> {
          Arrays.sort(distances);
          radii[row] = distances[k]; // the nearest of all, at 0, is the vector itself
        });
  }

  /** Returns for each ball the points inside. */
  BitSet[] inside(double[][] points) {
    BitSet[] inside = new BitSet[centres.length];
    each(
        points,
        (row, distances) -> {
          inside[row] = new BitSet(points.length);
          for (int j = 0; j < points.length; j++) {
            if (distances[j] <= radii[row]) {
              inside[row].set(j);
            }
          }
        });
    return inside;
  }

  /** What is done with the distances of one centre. */
  private interface Row {
    void of(int centre, double[] distances);
  }

  private void each(double[][] points, Row action) {
    for (int from = 0; from < centres.length; from += ROWS) {
      double[][] some = Arrays.copyOfRange(centres, from, Math.min(centres.length, from + ROWS));
      double[] distances = LinearAlgebra.distances(some, points);
      for (int i = 0; i < some.length; i++) {
        int start = i * points.length;
        action.of(from + i, Arrays.copyOfRange(distances, start, start + points.length));
      }
    }
  }

  /** Returns the points that lie in any of the balls that count at all. */
  static BitSet union(BitSet[] balls, double[] weights) {
    BitSet union = new BitSet();
    for (int i = 0; i < balls.length; i++) {
      if (weights[i] > 0) {
        union.or(balls[i]);
      }
    }
    return union;
  }
}

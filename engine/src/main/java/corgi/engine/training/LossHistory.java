package corgi.engine.training;

import java.util.Arrays;
import java.util.Map;

/**
 * The last {@value #REMEMBERED} losses of every time step, and how often each should come:
 *
 * <pre>  p_t ∝ √E[L_t²]</pre>
 *
 * with the mean over those losses; all t alike until each has as many. Nichol and Dhariwal 2021
 * (2102.09672), eq. 18. A share of {@value #UNIFORM} is uniform, so that a t that once had little
 * loss is not forgotten, as in the published code.
 */
final class LossHistory {
  static final int REMEMBERED = 10;
  static final double UNIFORM = 0.001;

  private final float[] losses; // of every time in turn, oldest first
  private final float[] counts;

  LossHistory(int steps) {
    losses = new float[steps * REMEMBERED];
    counts = new float[steps];
  }

  /** Everything remembered, by name: what is written there is remembered instead. */
  Map<String, float[]> contents() {
    return Map.of("importance/losses", losses, "importance/counts", counts);
  }

  /** Takes one loss of a time in; the oldest is forgotten. */
  void add(int t, float loss) {
    int begin = t * REMEMBERED;
    int count = (int) counts[t];
    if (count == REMEMBERED) {
      System.arraycopy(losses, begin + 1, losses, begin, REMEMBERED - 1);
      losses[begin + REMEMBERED - 1] = loss;
    } else {
      losses[begin + count] = loss;
      counts[t]++;
    }
  }

  /** Returns p, which sums up to 1. */
  double[] probabilities() {
    double[] p = new double[counts.length];
    for (int t = 0; t < p.length; t++) {
      if (counts[t] < REMEMBERED) {
        Arrays.fill(p, 1.0 / p.length);
        return p;
      }
      p[t] = rootMeanSquare(t);
    }
    double sum = Arrays.stream(p).sum();
    for (int t = 0; t < p.length; t++) {
      double share = sum == 0 ? 1.0 / p.length : p[t] / sum;
      p[t] = (1 - UNIFORM) * share + UNIFORM / p.length;
    }
    return p;
  }

  private double rootMeanSquare(int t) {
    double sum = 0;
    for (int i = t * REMEMBERED; i < (t + 1) * REMEMBERED; i++) {
      sum += (double) losses[i] * losses[i];
    }
    return Math.sqrt(sum / REMEMBERED);
  }
}

package corgi.eval;

import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/** Vectors to measure. */
final class Features {
  private Features() {}

  /** Returns standard normal vectors. */
  static List<double[]> normal(int count, int length, long seed) {
    float[] all = new float[count * length];
    CounterRandom.normals(seed, all, 0, all.length);
    List<double[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] vector = new double[length];
      for (int j = 0; j < length; j++) {
        vector[j] = all[i * length + j];
      }
      vectors.add(vector);
    }
    return vectors;
  }
}

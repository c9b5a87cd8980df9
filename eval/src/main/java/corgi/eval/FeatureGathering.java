package corgi.eval;

import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in features batch by batch and keeps no more than a bounded number of them: each with the
 * same chance, algorithm R of Vitter 1985, "Random sampling with a reservoir", ACM TOMS 11(1).
 */
final class FeatureGathering {
  private static final int RESERVOIR = 78;

  private final FeatureExtractor extractor;
  private final RunningMoments moments = new RunningMoments();
  private final List<float[]> kept = new ArrayList<>();

  FeatureGathering(FeatureExtractor extractor) {
    this.extractor = extractor;
  }

  /**
   * Takes in a batch.
   *
   * @param names of the pictures, for messages
   * @throws IllegalArgumentException if a number is not finite; the message names the picture
   */
  void add(List<float[]> batch, List<String> names) {
    for (int i = 0; i < batch.size(); i++) {
      for (float number : batch.get(i)) {
        if (!Float.isFinite(number)) {
          throw new IllegalArgumentException(
              "%s: its features in %s hold %s: must be finite"
                  .formatted(names.get(i), extractor.name(), number));
        }
      }
      keep(batch.get(i), moments.count() + i);
    }
    moments.addAll(batch);
  }

  private void keep(float[] vector, long before) {
    if (before < FeatureSet.MOST) {
      kept.add(vector);
      return;
    }
    int place = place(before);
    if (place < FeatureSet.MOST) {
      kept.set(place, vector);
    }
  }

  /** Returns a place from 0 to {@code before}. */
  private static int place(long before) {
    double uniform = CounterRandom.uniform(CounterRandom.key(RESERVOIR), before);
    return (int) Math.min(Integer.MAX_VALUE, (long) (uniform * (before + 1)));
  }

  /**
   * Returns what was taken in.
   *
   * @throws IllegalArgumentException if that are fewer than two
   */
  FeatureSet finish() {
    double[][] rows = kept.stream().map(Vectors::doubles).toArray(double[][]::new);
    return new FeatureSet(
        extractor.name(), extractor.official(), moments.count(), moments.moments(), rows);
  }
}

package corgi.engine.training;

import corgi.engine.data.Dataset;
import corgi.engine.data.Example;
import corgi.engine.data.Order;
import corgi.engine.data.PictureRows;
import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step of any training draws, as a pure function of (seed, step): which examples, how much
 * noise and which. A training that is resumed sees exactly what it would have seen.
 *
 * @param dataset the examples
 * @param seed of the training
 * @param size examples in a batch
 */
record Draws(Dataset dataset, long seed, int size) {
  private static final int TIME = 3;
  private static final int NOISE = 4;

  /** Kinds of draws that a task may make for itself: which conditions are left out. */
  static final int DROP = 2;

  /** What a training lets the network know of an example. */
  static final int LESSON = 5;

  Draws {
    if (size < 1) {
      throw new IllegalArgumentException("batch = %d: must be at least 1".formatted(size));
    }
  }

  /** Returns the examples of a step. */
  List<Example> examples(long step) {
    Order order = new Order(dataset, seed, size);
    List<Example> examples = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      examples.add(dataset.example(order.index(step, b)));
    }
    return examples;
  }

  /** Returns the pictures of a step's examples with their noise and its places. */
  Noised noised(List<Example> examples, long step) {
    PictureRows rows = PictureRows.of(examples);
    float[] noise = new float[rows.values().length];
    CounterRandom.normals(CounterRandom.key(seed, NOISE, step), noise, 0, noise.length);
    return new Noised(rows.shape(), rows.values(), noise, spread(step));
  }

  /**
   * Places that are uniform one by one and evenly spread within the batch, which lowers the
   * variance of the loss: frac(u + b/N). Kingma et al. 2021 (2107.00630), appendix I.1.
   */
  private double[] spread(long step) {
    double u = CounterRandom.uniform(CounterRandom.key(seed, TIME, step), 0);
    double[] drawn = new double[size];
    for (int b = 0; b < size; b++) {
      double even = u + (double) b / size;
      drawn[b] = even - Math.floor(even);
    }
    return drawn;
  }
}

package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;

/**
 * Which example stands where in a training, as a pure function of (seed, step, row): nothing is
 * kept, so that a training goes on exactly where it stopped.
 *
 * <p>A data set without end gives examples drawn at random. One that ends is gone through pass by
 * pass, every example once in each, in another order each time; the pass is part of the index
 * (index = pass · size + number), so that what varies by chance differs from pass to pass.
 *
 * @param dataset the examples
 * @param seed of the training
 * @param batch examples in a step, at least 1
 */
public record Order(Dataset dataset, long seed, int batch) {
  private static final int EXAMPLE = 1;
  private static final int PASS = 6;

  public Order {
    if (batch < 1) {
      throw new IllegalArgumentException("batch = %d: must be at least 1".formatted(batch));
    }
  }

  /** Returns the index of the example in a row of a step's batch. */
  public long index(long step, int row) {
    return dataset.endless()
        ? CounterRandom.key(seed, EXAMPLE, step, row) >>> 1
        : inPasses(dataset.size(), seed, Math.addExact(Math.multiplyExact(step, batch), row));
  }

  /** Returns the index of the example at a place of the endless sequence of passes. */
  static long inPasses(long size, long seed, long place) {
    long pass = place / size;
    Permutation order = new Permutation(size, CounterRandom.key(seed, PASS, pass));
    return pass * size + order.at(place % size);
  }
}

package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;
import java.util.List;

/** The random choices behind one example: a stream that is a pure function of its key. */
final class Dice {
  private final long key;
  private long next;

  Dice(long... key) {
    this.key = CounterRandom.key(key);
  }

  /** A number in (0, 1). */
  double uniform() {
    return CounterRandom.uniform(key, next++);
  }

  /** A number in (least, most). */
  double between(double least, double most) {
    return least + (most - least) * uniform();
  }

  /** True in this share of cases. */
  boolean chance(double share) {
    return uniform() < share;
  }

  /** One of the choices, all alike. */
  <T> T pick(List<T> choices) {
    return choices.get((int) (uniform() * choices.size()));
  }
}

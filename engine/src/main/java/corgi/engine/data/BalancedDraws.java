package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data set without end, with every class of a label head as often as every other: an index first
 * chooses the class, then walks at random until it meets an example of it.
 */
final class BalancedDraws extends View {
  private static final int CLASS = 8;
  private static final int WALK = 9;
  private static final int SURVEYED = 1 << 14; // labels looked at to see which classes there are
  private static final int LONGEST = 1 << 20;

  private final String head;
  private final List<String> classes;

  BalancedDraws(Dataset dataset, String head) {
    super(dataset, "balanced 1 " + head);
    this.head = head;
    Set<String> met = new TreeSet<>();
    for (int i = 0; i < SURVEYED; i++) {
      String name = dataset.labels(i).get(head);
      if (name != null) {
        met.add(name);
      }
    }
    classes = List.copyOf(met);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s: no example is labelled by '%s'".formatted(dataset.name(), head));
    }
  }

  @Override
  long inner(long index) {
    String wanted = classes.get(CounterRandom.below(classes.size(), CLASS, index));
    for (int i = 0; i < LONGEST; i++) {
      long at = CounterRandom.key(WALK, index, i) >>> 1;
      if (wanted.equals(inner.labels(at).get(head))) {
        return at;
      }
    }
    throw new IllegalStateException("no more examples of '%s'".formatted(wanted));
  }
}

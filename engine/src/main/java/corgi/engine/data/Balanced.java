package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data set that ends, with every class of a label head as often as every other, however rare it
 * is. Within a class the examples are gone through pass by pass, every one once in each, so those
 * of small classes come round more often. A pass over all has as many examples of each class as the
 * largest has. What is not labelled is left out.
 */
public final class Balanced extends View {
  private static final int CLASS = 8;

  private final List<List<Long>> classes; // the numbers of the examples of each

  private Balanced(Dataset dataset, String head) {
    super(dataset, "balanced 1 " + head);
    Map<String, List<Long>> numbers = new LinkedHashMap<>();
    dataset.vocabulary().get(head).forEach(name -> numbers.put(name, new ArrayList<>()));
    for (long i = 0; i < dataset.size(); i++) {
      String name = dataset.labels(i).get(head);
      if (name != null) {
        numbers.get(name).add(i);
      }
    }
    classes = numbers.values().stream().filter(some -> !some.isEmpty()).toList();
    if (classes.isEmpty()) {
      throw new IllegalArgumentException(
          "data set %s: no example is labelled by '%s'".formatted(dataset.name(), head));
    }
  }

  /**
   * Balances a data set.
   *
   * @param head the label head
   * @throws IllegalArgumentException if there is no such head, or nothing is labelled by it
   */
  public static Dataset of(Dataset dataset, String head) {
    Set<String> heads = dataset.vocabulary().keySet();
    if (!heads.contains(head)) {
      throw new IllegalArgumentException(
          "data set %s: cannot be balanced by '%s'; its label heads: %s"
              .formatted(
                  dataset.name(), head, heads.isEmpty() ? "none" : String.join(", ", heads)));
    }
    return dataset.endless() ? new BalancedDraws(dataset, head) : new Balanced(dataset, head);
  }

  @Override
  public long size() {
    return (long) classes.size() * classes.stream().mapToInt(List::size).max().getAsInt();
  }

  @Override
  long inner(long index) {
    int which = (int) (index % classes.size());
    List<Long> members = classes.get(which);
    long place = index / classes.size(); // of the class's endless sequence
    long key = CounterRandom.key(CLASS, which);
    long inPasses = Order.inPasses(members.size(), key, place);
    long pass = inPasses / members.size();
    return pass * inner.size() + members.get((int) (inPasses % members.size()));
  }
}

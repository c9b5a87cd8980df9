package corgi.engine.data;

import corgi.engine.data.Dataset.Original;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What is in a data set.
 *
 * @param counted of how many examples the labels were looked at: all, unless they never end
 * @param classes how many of those have each value, by label head
 * @param examined how many pictures were read
 * @param found how many of those have so many channels
 * @param sizes of the pictures read; empty if none could be
 * @param unreadable what could not be read, a line on each
 */
public record Survey(
    long counted,
    Map<String, Map<String, Long>> classes,
    long examined,
    Map<Integer, Long> found,
    Optional<Sizes> sizes,
    List<String> unreadable) {
  private static final long ENDLESS = 10_000; // labels looked at where examples never end

  /**
   * Pictures by their area.
   *
   * @param smallest the least
   * @param median half of them are smaller
   * @param largest the most
   */
  public record Sizes(Original smallest, Original median, Original largest) {
    private static Optional<Sizes> of(List<Original> all) {
      if (all.isEmpty()) {
        return Optional.empty();
      }
      List<Original> sorted =
          all.stream()
              .sorted(Comparator.comparingLong(size -> (long) size.width() * size.height()))
              .toList();
      int count = sorted.size();
      return Optional.of(
          new Sizes(sorted.get(0), sorted.get((count - 1) / 2), sorted.get(count - 1)));
    }
  }

  /**
   * Looks at the labels of all examples, and at the pictures of some, evenly spread.
   *
   * @param most how many pictures to read
   * @param watch asked before each; what was seen until it says no is returned
   */
  public static Survey of(Dataset data, long most, Watch watch) {
    long count = data.endless() ? Math.min(data.size(), ENDLESS) : data.size();
    Map<String, Map<String, Long>> classes = new LinkedHashMap<>();
    data.vocabulary()
        .forEach(
            (head, values) -> {
              Map<String, Long> counts = new LinkedHashMap<>();
              values.forEach(value -> counts.put(value, 0L));
              classes.put(head, counts);
            });
    long some = Math.min(most, count);
    LongStream.range(0, classes.isEmpty() ? 0 : count)
        .takeWhile(i -> watch.goesOn(0, some))
        .forEach(i -> data.labels(i).forEach((h, v) -> classes.get(h).merge(v, 1L, Long::sum)));

    List<Original> originals = new ArrayList<>();
    Map<Integer, Long> found = new TreeMap<>();
    long examined = 0;
    for (; examined < some && watch.goesOn(examined, some); examined++) {
      Optional<Original> original = data.original(examined * count / some);
      original.ifPresent(originals::add);
      original.ifPresent(size -> found.merge(size.channels(), 1L, Long::sum));
    }
    return new Survey(count, classes, examined, found, Sizes.of(originals), data.unreadable());
  }
}

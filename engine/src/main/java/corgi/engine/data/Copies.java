package corgi.engine.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pictures that are stored more than once, byte for byte. A model that is examined on what it has
 * learned from looks better than it is.
 *
 * @param compared how many pictures
 * @param repeated how many of them came before: without these, none would be there twice
 * @param leaked how many of the validation side are on the training side too
 * @param pairs a few that are equal, on both sides of the split first
 */
public record Copies(long compared, long repeated, long leaked, List<Pair> pairs) {
  private static final int NAMED = 5;

  /** A picture of a side. */
  public record Place(String name, Part side) {}

  /** Two pictures that are equal. */
  public record Pair(Place first, Place second) {
    /** Whether they are on different sides of the split. */
    public boolean leaks() {
      return first.side() != second.side();
    }
  }

  private record Item(Stored stored, Part side) {
    Place place() {
      return new Place(stored.name(), side);
    }
  }

  /**
   * Compares the pictures of both sides of a split. Only those are read of which another has as
   * many bytes, and of each no more than a hash is kept. What cannot be read is passed over.
   *
   * @return empty if the pictures are not stored but composed
   */
  public static Optional<Copies> of(Dataset training, Optional<Dataset> validation, Watch watch) {
    Set<String> names = new HashSet<>(); // a file may be in several rows of a table
    List<Item> items = new ArrayList<>();
    add(items, training, Part.TRAINING, names);
    validation.ifPresent(data -> add(items, data, Part.VALIDATION, names));
    return items.isEmpty() ? Optional.empty() : Optional.of(of(items, watch));
  }

  private static void add(List<Item> items, Dataset data, Part side, Set<String> names) {
    for (long i = 0; i < data.size() && !data.endless(); i++) {
      Optional<Stored> stored = data.stored(i);
      if (stored.isEmpty()) {
        return;
      }
      if (names.add(stored.get().name())) {
        items.add(new Item(stored.get(), side));
      }
    }
  }

  private static Copies of(List<Item> items, Watch watch) {
    Collection<List<Item>> groups = equal(items, watch);
    long repeated = groups.stream().mapToLong(group -> group.size() - 1).sum();
    long leaked = groups.stream().mapToLong(Copies::leaked).sum();
    List<Pair> pairs =
        groups.stream()
            .map(Copies::pair)
            .sorted(Comparator.comparing(Pair::leaks).reversed())
            .limit(NAMED)
            .toList();
    return new Copies(items.size(), repeated, leaked, pairs);
  }

  /** Returns those of which there are two or more, in the order in which they were met. */
  private static Collection<List<Item>> equal(List<Item> items, Watch watch) {
    Map<Long, List<Item>> byLength = new LinkedHashMap<>();
    for (Item item : items) {
      try {
        byLength.computeIfAbsent(item.stored().length(), n -> new ArrayList<>()).add(item);
      } catch (IOException e) {
        // the survey says so
      }
    }
    byLength.remove(0L); // files of which nothing was written
    byLength.values().removeIf(group -> group.size() < 2);
    List<Item> alike = byLength.values().stream().flatMap(List::stream).toList();
    Map<String, List<Item>> byHash = new LinkedHashMap<>();
    for (int i = 0; i < alike.size() && watch.goesOn(i, alike.size()); i++) {
      try {
        String hash = Digests.of(alike.get(i).stored());
        byHash.computeIfAbsent(hash, h -> new ArrayList<>(1)).add(alike.get(i));
      } catch (IOException e) {
        // the survey says so
      }
    }
    byHash.values().removeIf(group -> group.size() < 2);
    return byHash.values();
  }

  private static long leaked(List<Item> group) {
    long kept = group.stream().filter(item -> item.side() == Part.VALIDATION).count();
    return kept < group.size() ? kept : 0;
  }

  /** Training comes first in a group: the last is on the other side if any is. */
  private static Pair pair(List<Item> group) {
    Item second = leaked(group) > 0 ? group.get(group.size() - 1) : group.get(1);
    return new Pair(group.get(0).place(), second.place());
  }
}

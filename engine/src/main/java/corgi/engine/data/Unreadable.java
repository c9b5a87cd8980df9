package corgi.engine.data;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntPredicate;

/**
 * Reads pictures and passes over those that cannot be read. Which take their place depends on the
 * files alone and not on what was read before; what is remembered only saves time.
 */
final class Unreadable {
  private final PictureList list;
  private final int[] members;
  private final int most;
  private final Map<Integer, String> why = new ConcurrentSkipListMap<>(); // by member

  /**
   * @param members the numbers of the pictures that are in use
   * @param most how many may be unreadable
   */
  Unreadable(PictureList list, int[] members, int most) {
    this.list = list;
    this.members = members;
    this.most = most;
    check();
  }

  /** A picture and the member it is of. */
  record Read(int member, Decoded decoded) {}

  /**
   * Reads a picture, or the next after it that can be read: with the same labels if there is one.
   *
   * @throws IllegalArgumentException if there is none, or too many cannot be read
   */
  Read readOrNext(int member) {
    Map<String, String> labels = list.labels(members[member]);
    return first(member, i -> list.labels(members[i]).equals(labels))
        .or(() -> first(member, i -> true))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "data set %s: none of its %d pictures can be read; the first: %s"
                        .formatted(list.title(), members.length, lines().get(0))));
  }

  private Optional<Read> first(int member, IntPredicate wanted) {
    for (int i = 0; i < members.length; i++) {
      int at = (member + i) % members.length;
      if (wanted.test(at)) {
        Optional<Decoded> decoded = read(at);
        if (decoded.isPresent()) {
          return Optional.of(new Read(at, decoded.get()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a picture, if it can be read.
   *
   * @throws IllegalArgumentException if too many cannot
   */
  Optional<Decoded> read(int member) {
    if (why.containsKey(member)) {
      return Optional.empty();
    }
    try {
      return Optional.of(list.read(members[member]));
    } catch (IOException e) {
      why.put(member, e.getMessage());
      check();
      return Optional.empty();
    }
  }

  private void check() {
    int count = why.size() + list.unreadable().size();
    if (count > most) {
      String first = list.unreadable().isEmpty() ? lines().get(0) : list.unreadable().get(0);
      throw new IllegalArgumentException(
          "data set %s: %d pictures cannot be read, at most %d may be; the first: %s"
              .formatted(list.title(), count, most, first));
    }
  }

  /** A line on each picture that could not be read so far. */
  List<String> lines() {
    return List.copyOf(why.values());
  }
}

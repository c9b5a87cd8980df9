package corgi.engine.data;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The (figure, accessory) pairs that training with a hold-out never shows: 41 of the 231, at most
 * two of a figure and four of an accessory, so that every figure and every accessory is seen often
 * and only their meeting is new. A list, not a rule, so that results stay comparable.
 */
final class HoldOut {
  private static final Set<Pair> PAIRS = read();

  private HoldOut() {}

  /** A figure and an accessory, by their labels. */
  record Pair(String figure, String accessory) {}

  static Set<Pair> pairs() {
    return PAIRS;
  }

  /** Whether a figure and one of these accessories are held out; "none" is not an accessory. */
  static boolean holds(String figure, String... accessories) {
    for (String accessory : accessories) {
      if (PAIRS.contains(new Pair(figure, accessory))) {
        return true;
      }
    }
    return false;
  }

  private static Set<Pair> read() {
    Set<Pair> pairs = new LinkedHashSet<>();
    for (var figure : PortraitFiles.json("held-out.json").properties()) {
      figure.getValue().forEach(a -> pairs.add(new Pair(figure.getKey(), a.asText())));
    }
    return Collections.unmodifiableSet(pairs);
  }
}

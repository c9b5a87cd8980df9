package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A side of the split between training and validation. Each example goes to its side by a hash of
 * what it is, so that it stays there whatever is added to the data set or taken from it. A data set
 * with a split of its own uses that and not the share.
 *
 * @param part the side
 * @param validation the share of examples kept from training, in [0, 1)
 */
public record Portion(Part part, double validation) {
  /** Everything, with no split unless the data set has one of its own. */
  public static final Portion ALL = new Portion(Part.ALL, 0);

  private static final long SPLIT = 0x5EED5; // apart from every other use of the same numbers

  public Portion {
    Objects.requireNonNull(part, "part");
    if (!(validation >= 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "validation share = %s: must be at least 0 and below 1".formatted(validation));
    }
  }

  /** Whether the example with that number, of a data set without end, is on this side. */
  boolean has(long index) {
    return hasHash(CounterRandom.key(SPLIT, index));
  }

  /** Whether the example of that name is on this side. */
  boolean has(String identity) {
    long hash = SPLIT;
    for (byte letter : identity.getBytes(StandardCharsets.UTF_8)) {
      hash = CounterRandom.key(hash, letter);
    }
    return hasHash(hash);
  }

  private boolean hasHash(long hash) {
    boolean kept = CounterRandom.uniform(hash, 0) < validation;
    return part == Part.ALL || kept == (part == Part.VALIDATION);
  }

  /** Whether an example that the data set itself puts on {@code side} is on this side. */
  boolean has(Part side) {
    return part == Part.ALL || part == side;
  }
}

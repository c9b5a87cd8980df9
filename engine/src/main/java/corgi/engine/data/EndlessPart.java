package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;

/**
 * One side of a data set without end. Which side an example is on depends on its index alone; an
 * index on the other side stands for another that is on this one, so that all are valid here, too.
 */
final class EndlessPart extends View {
  private static final int WALK = 7;

  private final Portion portion;

  EndlessPart(Dataset inner, Portion portion) {
    super(inner, "part 1 " + portion);
    if (portion.part() == Part.VALIDATION && portion.validation() == 0) {
      throw new IllegalArgumentException(
          "data set %s: its validation share is 0; must be above".formatted(inner.name()));
    }
    this.portion = portion;
  }

  @Override
  long inner(long index) {
    long at = index;
    for (int i = 0; !portion.has(at); i++) { // 1/share times on average
      at = CounterRandom.key(WALK, index, i) >>> 1;
    }
    return at;
  }
}

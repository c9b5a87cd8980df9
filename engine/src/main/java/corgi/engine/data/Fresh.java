package corgi.engine.data;

/**
 * The examples of a data set without end from a number on that training, which draws from 2⁶³, will
 * hardly ever meet: for validation where nothing was set aside.
 */
public final class Fresh extends View {
  private static final long FIRST = 7_000_000_000L;

  /**
   * @throws IllegalArgumentException if the data set ends
   */
  public Fresh(Dataset dataset) {
    super(dataset, "fresh 1");
    if (!dataset.endless()) {
      throw new IllegalArgumentException(
          "data set %s: ends; what training has not met must be set aside"
              .formatted(dataset.name()));
    }
  }

  @Override
  long inner(long index) {
    return Math.addExact(FIRST, index);
  }
}

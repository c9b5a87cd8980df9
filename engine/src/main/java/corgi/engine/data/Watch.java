package corgi.engine.data;

/** Told how far a long reading is, and says whether it goes on. */
@FunctionalInterface
public interface Watch {
  /** Lets everything be read. */
  Watch NONE = (done, total) -> true;

  /**
   * Asked before each picture.
   *
   * @param done pictures that were read
   * @param total pictures to be read
   */
  boolean goesOn(long done, long total);
}

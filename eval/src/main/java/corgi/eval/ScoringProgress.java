package corgi.eval;

/** Watches a scoring. */
public interface ScoringProgress {
  /** Watches nothing. */
  ScoringProgress NONE = (done, total) -> {};

  /**
   * Hears of pictures that went through the networks.
   *
   * @param done so far
   * @param total there are
   */
  void read(long done, long total);

  /**
   * Hears of real pictures that went through the networks; not of those that were found in the
   * cache.
   *
   * @param done so far
   * @param total there are
   */
  default void readReal(long done, long total) {}

  /** Whether to stop: then {@link corgi.engine.sampling.CancelledException} is thrown. */
  default boolean cancelled() {
    return false;
  }
}

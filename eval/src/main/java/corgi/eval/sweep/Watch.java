package corgi.eval.sweep;

/** Told how a sweep goes on, and asked whether it should. */
public interface Watch {
  /**
   * Called now and then, from any thread but one at a time.
   *
   * @param done of the work, in evaluations of networks
   * @param total all that is to be done now
   */
  void progressed(long done, long total);

  /** Called with what is worth a line, such as a cell that failed. */
  void said(String line);

  /** Whether to stop before the next step; asked from any thread. */
  boolean cancelled();
}

package corgi.engine.generation;

/** Told how a generation goes on, and asked whether it should. Calls come one at a time. */
public interface Progress {
  /** Says nothing and never stops. */
  Progress NONE = new Progress() {};

  /**
   * Called after every step of every picture.
   *
   * @param done the steps made so far, over all pictures
   * @param total the steps of all pictures
   */
  default void stepped(long done, long total) {}

  /**
   * Called with every finished picture, in the order they are finished.
   *
   * @param index its place among all pictures: by request, then by seed
   */
  default void drawn(int index, Drawing drawing) {}

  /** Whether to stop before the next step; asked from any thread. */
  default boolean cancelled() {
    return false;
  }
}

package corgi.engine.training;

/**
 * When a training saves, and how many of its checkpoints it keeps. It always saves at its end, too.
 * No weight depends on any of this.
 *
 * @param keep how many checkpoints stay, the newest ones
 * @param steps save whenever so many more are made
 * @param seconds save whenever so much more time was spent on training
 */
public record Saving(int keep, long steps, double seconds) {
  /** Keep every checkpoint. */
  public static final int ALL = Integer.MAX_VALUE;

  /** The two newest, one every two minutes. */
  public static final Saving DEFAULT = new Saving(2, Long.MAX_VALUE, 120);

  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public Saving {
    require(keep >= 1, "checkpoints to keep", keep);
    require(steps >= 1, "steps between checkpoints", steps);
    require(seconds > 0, "seconds between checkpoints", seconds);
  }

  private static void require(boolean right, String what, Object value) {
    if (!right) {
      throw new IllegalArgumentException("%s = %s: must be positive".formatted(what, value));
    }
  }

  /** Returns this with another number of checkpoints. */
  public Saving keeping(int count) {
    return new Saving(count, steps, seconds);
  }

  /** Saves by steps alone. */
  public Saving everySteps(long count) {
    return new Saving(keep, count, Double.MAX_VALUE);
  }

  /** Saves by time alone. */
  public Saving everySeconds(double time) {
    return new Saving(keep, Long.MAX_VALUE, time);
  }

  /**
   * Whether it is time to save. Steps are counted from the first of all, so that a training that
   * was killed saves where it would have saved.
   *
   * @param last when it was saved
   */
  boolean due(Counters last, Counters now) {
    return now.steps() % steps == 0 || now.seconds() - last.seconds() >= seconds;
  }
}

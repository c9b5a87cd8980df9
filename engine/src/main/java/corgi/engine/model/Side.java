package corgi.engine.model;

/**
 * Which conditions an evaluation sees: a prompt, by its place in the request, or none.
 *
 * @param index the prompt, from 0; −1, −2 and −3 are the null condition
 * @param without what else is not told, or null
 */
public record Side(int index, String without) {
  /** The null condition, or the negative prompt in its place. */
  public static final Side NULL = new Side(-1);

  /** The null condition, even where a negative prompt has taken its place. */
  public static final Side EMPTY = new Side(-2);

  /** The only prompt of most requests. */
  public static final Side PROMPT = new Side(0);

  /** A side that is told everything but what its index says. */
  public Side(int index) {
    this(index, null);
  }

  /**
   * Returns the null condition of a model that is told several things and keeps some on its null
   * side, with one of those left out, too.
   *
   * @param condition its name, such as {@code points}
   */
  public static Side without(String condition) {
    return new Side(-3, condition);
  }

  @Override
  public String toString() {
    if (without != null) {
      return "the null side without " + without;
    }
    return index >= 0 ? "prompt " + (index + 1) : equals(NULL) ? "the null side" : "no prompt";
  }
}

package corgi.engine.model;

/**
 * Which condition an evaluation sees: a prompt, by its place in the request, or none.
 *
 * @param index the prompt, from 0; −1 and −2 are the null condition
 */
public record Side(int index) {
  /** The null condition, or the negative prompt in its place. */
  public static final Side NULL = new Side(-1);

  /** The null condition, even where a negative prompt has taken its place. */
  public static final Side EMPTY = new Side(-2);

  /** The only prompt of most requests. */
  public static final Side PROMPT = new Side(0);

  @Override
  public String toString() {
    return index >= 0 ? "prompt " + (index + 1) : equals(NULL) ? "the null side" : "no prompt";
  }
}

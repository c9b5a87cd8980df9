package corgi.engine.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * One prompt's text states on the Java heap, where any thread may read them. Trailing states that
 * are zero, as padding is, are not stored.
 */
public final class EncodedText {
  private final float[] tokens; // the first rows of (L, D), row by row
  private final float[] mask; // (L)
  private final int dimension;

  private EncodedText(float[] tokens, float[] mask, int dimension) {
    this.tokens = tokens;
    this.mask = mask;
    this.dimension = dimension;
  }

  /**
   * Copies one row of a batch.
   *
   * @param tokens (N, L, D)
   * @param mask (N, L), 1 where a token is real and 0 where it is padding
   */
  static EncodedText row(float[] tokens, float[] mask, int row, int length) {
    int dimension = tokens.length / mask.length;
    int from = row * length * dimension;
    int to = from + length * dimension;
    while (to > from && Float.floatToRawIntBits(tokens[to - 1]) == 0) {
      to--;
    }
    return new EncodedText(
        Arrays.copyOfRange(tokens, from, to),
        Arrays.copyOfRange(mask, row * length, (row + 1) * length),
        dimension);
  }

  /** The number L of tokens, padding included. */
  public int length() {
    return mask.length;
  }

  /** The size D of a token's state. */
  public int dimension() {
    return dimension;
  }

  /** The bytes this takes on the heap, near enough. */
  public long bytes() {
    return Float.BYTES * ((long) tokens.length + mask.length) + 64;
  }

  /** Returns a copy of the token states, (L, D) row by row. */
  public float[] tokens() {
    return Arrays.copyOf(tokens, mask.length * dimension);
  }

  /** Returns a copy of the mask, (L). */
  public float[] mask() {
    return mask.clone();
  }

  /** Writes the token states, L·D values, at the buffer's position and moves it on. */
  public void putTokens(FloatBuffer batch) {
    batch.put(tokens()); // with the zeros that are not stored
  }

  /** Writes the mask, L values, at the buffer's position and moves it on. */
  public void putMask(FloatBuffer batch) {
    batch.put(mask);
  }
}

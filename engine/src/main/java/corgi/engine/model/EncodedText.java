package corgi.engine.model;

import java.nio.FloatBuffer;

/**
 * One prompt's text states on the Java heap, where any thread may read them. Trailing states that
 * are zero, as padding is, are not stored.
 */
public final class EncodedText {
  private final float[] tokens; // the first rows of (L, D), row by row
  private final float[] mask; // (L)
  private final int dimension;

  /**
   * Keeps the text states of one prompt.
   *
   * @param tokens (L, D), row by row
   * @param mask (L), 1 where a token is real and 0 where it is padding
   */
  EncodedText(float[] tokens, float[] mask) {
    if (mask.length == 0 || tokens.length % mask.length != 0) {
      throw new IllegalArgumentException(
          "%d token values do not divide into %d tokens".formatted(tokens.length, mask.length));
    }
    this.dimension = tokens.length / mask.length;
    this.mask = mask.clone();
    int end = tokens.length;
    while (end > 0 && Float.floatToRawIntBits(tokens[end - 1]) == 0) {
      end--;
    }
    this.tokens = java.util.Arrays.copyOf(tokens, end);
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
    return java.util.Arrays.copyOf(tokens, mask.length * dimension);
  }

  /** Returns a copy of the mask, (L). */
  public float[] mask() {
    return mask.clone();
  }

  /** Writes the token states, L·D values, at the buffer's position and moves it on. */
  public void putTokens(FloatBuffer batch) {
    batch.put(tokens);
    for (int i = tokens.length; i < mask.length * dimension; i++) {
      batch.put(0);
    }
  }

  /** Writes the mask, L values, at the buffer's position and moves it on. */
  public void putMask(FloatBuffer batch) {
    batch.put(mask);
  }
}

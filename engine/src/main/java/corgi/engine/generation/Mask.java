package corgi.engine.generation;

import corgi.engine.data.Picture;

/**
 * Which part of a given picture is drawn anew.
 *
 * @param picture white where it is, black where the given picture is kept; grey blends
 * @param rounds how often each step is made, from 1; more fit the new part to the kept one better.
 *     Lugmayr et al. 2022, "RePaint" (2201.09865), §4.2, whose r it is
 * @param kept what becomes of the kept part at the end
 */
public record Mask(GivenPicture picture, int rounds, Kept kept) {
  private static final int MOST_ROUNDS = 100;

  /**
   * What becomes of the kept part at the end, where a model draws latents and not pixels or is told
   * the mask itself.
   */
  public enum Kept {
    /** It is the given picture's, pixel by pixel. */
    PASTED,
    /** It is what the model makes of it, which has no seam. */
    DECODED
  }

  /**
   * @throws IllegalArgumentException if {@code rounds} is out of range
   */
  public Mask {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException(
          "resample = %d: steps are made from 1 to %d times".formatted(rounds, MOST_ROUNDS));
    }
  }

  /**
   * A mask whose steps are made once, and whose kept part is pasted.
   *
   * @throws IllegalArgumentException if it is black all over
   */
  public static Mask of(Picture picture) {
    return of(GivenPicture.of(picture));
  }

  /**
   * A mask whose steps are made once, and whose kept part is pasted.
   *
   * @throws IllegalArgumentException if it is black all over, or its pixels are not there
   */
  public static Mask of(GivenPicture picture) {
    boolean black = true;
    for (byte level : picture.raster().rgb()) {
      black &= level == 0;
    }
    if (black) {
      throw new IllegalArgumentException(
          "the mask is black all over, and black is kept: make white what is to be drawn");
    }
    return new Mask(picture, 1, Kept.PASTED);
  }

  /** Returns this with steps made another number of times. */
  public Mask rounds(int count) {
    return new Mask(picture, count, kept);
  }

  /** Returns this with another end of the kept part. */
  public Mask kept(Kept other) {
    return new Mask(picture, rounds, other);
  }

  /**
   * Returns how much of each pixel is drawn anew, row by row, from 0 to 1.
   *
   * @throws IllegalArgumentException if the pixels are not there, as after reading a recipe
   */
  public float[] weights(PictureSize size) {
    float[] values = picture.fitted(1, size).values();
    float[] weights = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      weights[i] = (values[i] + 1) / 2;
    }
    return weights;
  }
}

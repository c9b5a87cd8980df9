package corgi.engine.data;

import java.util.Objects;

/**
 * How pictures of any size and shape become squares of one size.
 *
 * <p>Chance comes in from the second time around on: the first time, which is what sheets and
 * validation see, crops are of the centre and nothing is mirrored.
 *
 * @param resize what becomes of pictures that are not square
 * @param crop where they are cut
 * @param flip whether they are mirrored now and then
 * @param channels 1 for grey (luma, ITU-R BT.601), 3 for colour, 0 for what the data set has
 */
public record Framing(Resize resize, Crop crop, Flip flip, int channels) {
  /** The largest square in the middle, not mirrored, in the colours the data set has. */
  public static final Framing USUAL = new Framing(Resize.COVER, Crop.CENTRE, Flip.NONE, 0);

  /** What becomes of pictures that are not square. */
  public enum Resize {
    /** Fills the square; what hangs over is cut off. */
    COVER,
    /** All of the picture, with a margin. */
    CONTAIN,
    /** All of the picture, its proportions changed. */
    STRETCH
  }

  /** Which square is cut out. */
  public enum Crop {
    /** The largest, in the middle. */
    CENTRE,
    /** One 0.8 to 1 times as wide as the largest, anywhere. */
    RANDOM
  }

  /** Whether pictures are mirrored. */
  public enum Flip {
    /** Never. */
    NONE,
    /** Left and right, half of the time. */
    HORIZONTAL
  }

  public Framing {
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(crop, "crop");
    Objects.requireNonNull(flip, "flip");
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new IllegalArgumentException("channels = " + channels + ": must be 1 or 3");
    }
    if (crop == Crop.RANDOM && resize != Resize.COVER) {
      throw new IllegalArgumentException("a random crop cuts: resize must be cover");
    }
  }

  /** Whether nothing but the channels is asked for. */
  boolean plain() {
    return resize == Resize.COVER && crop == Crop.CENTRE && flip == Flip.NONE;
  }
}

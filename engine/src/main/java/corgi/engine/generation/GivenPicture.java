package corgi.engine.generation;

import corgi.engine.checkpoint.Sha256;
import corgi.engine.data.Picture;
import java.util.Objects;

/**
 * A picture that a request is given, in eight bits a channel as files hold it, so that a drawing
 * passed on in memory and its PNG file are the same. A recipe knows it by its size and the hash of
 * its pixels alone; one read off a recipe must be given again before anything is drawn. Two are
 * equal if those are.
 */
public final class GivenPicture {
  private final PictureSize size;
  private final String hash;
  private final Raster raster; // null where only a recipe is left

  private GivenPicture(PictureSize size, String hash, Raster raster) {
    this.size = size;
    this.hash = hash;
    this.raster = raster;
  }

  /** Of pixels. */
  public static GivenPicture of(Raster raster) {
    return new GivenPicture(
        new PictureSize(raster.width(), raster.height()), Sha256.of(raster.rgb()), raster);
  }

  /** Of values, which are rounded to eight bits. */
  public static GivenPicture of(Picture picture) {
    return of(Raster.of(picture));
  }

  /** Of what a recipe says, without its pixels. */
  static GivenPicture recorded(PictureSize size, String hash) {
    if (!hash.matches("sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "not a recipe: hash '%s' of a picture: must be sha256: and 64 digits".formatted(hash));
    }
    return new GivenPicture(size, hash, null);
  }

  /** The size as given. */
  public PictureSize size() {
    return size;
  }

  /** {@code sha256:…} of the pixels, three bytes each, row by row. */
  public String hash() {
    return hash;
  }

  /**
   * Returns the pixels.
   *
   * @throws IllegalArgumentException if they are not there, since a recipe does not hold them
   */
  public Raster raster() {
    if (raster == null) {
      throw new IllegalArgumentException(
          "the picture %s (%s pixels) that this was drawn from is not in the recipe: give it again"
              .formatted(hash, size));
    }
    return raster;
  }

  /**
   * Returns the picture as a network of that size sees it, by {@link Fitting}.
   *
   * @param channels 3, or 1 for its lightness
   * @throws IllegalArgumentException if the pixels are not there
   */
  public Picture fitted(int channels, PictureSize wanted) {
    return Fitting.of(raster(), channels, wanted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GivenPicture that && size.equals(that.size) && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, hash);
  }

  @Override
  public String toString() {
    return "%s pixels, %s".formatted(size, hash);
  }
}

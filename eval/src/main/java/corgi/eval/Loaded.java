package corgi.eval;

import corgi.engine.checkpoint.Sha256;
import corgi.engine.data.Picture;
import corgi.engine.generation.PictureFile;
import corgi.engine.generation.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture that was read.
 *
 * @param name what messages call it
 * @param picture three channels, of values that eight bits can hold
 * @param asked what it was to show
 * @param index its number in what it comes from
 */
record Loaded(String name, Picture picture, Asked asked, long index) {
  private static final int CHANNELS = 3;
  private static final int HASH_FROM = "sha256:".length();
  private static final int HASH_DIGITS = 16;

  /**
   * Reads a PNG file with what it says of itself.
   *
   * @throws IOException if it is missing, damaged or no PNG file; the message names it
   */
  static Loaded png(Path file, long index) throws IOException {
    Asked asked = Asked.of(Files.readAllBytes(file), file.toString());
    return new Loaded(file.toString(), of(PictureFile.read(file)), asked, index);
  }

  /**
   * Reads a real picture of any format.
   *
   * @throws IOException if it cannot be read; the message names it
   */
  static Loaded real(Path file, long index) throws IOException {
    return new Loaded(file.toString(), of(PictureFile.read(file)), Asked.NOTHING, index);
  }

  /** Takes an example of a data set, rounded as a file would round it. */
  static Loaded example(Picture picture, String name, long index) {
    return new Loaded(name, of(Raster.of(picture)), Asked.NOTHING, index);
  }

  private static Picture of(Raster raster) {
    int area = raster.width() * raster.height();
    float[] values = new float[CHANNELS * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = (raster.rgb()[CHANNELS * (i % area) + i / area] & 255) / 127.5f - 1;
    }
    return new Picture(CHANNELS, raster.height(), raster.width(), values);
  }

  /** Returns a hash of the size and the pixels, which does not depend on the file's format. */
  long hash() {
    byte[] rgb = Raster.of(picture).rgb();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES + rgb.length);
    bytes.putInt(picture.width()).putInt(picture.height()).put(rgb);
    String digits = Sha256.of(bytes.array()).substring(HASH_FROM, HASH_FROM + HASH_DIGITS);
    return Long.parseUnsignedLong(digits, 16);
  }

  /** Returns the size in words. */
  String size() {
    return "%d×%d".formatted(picture.width(), picture.height());
  }
}

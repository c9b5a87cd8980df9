package corgi.engine.generation;

import corgi.engine.data.Decoded;
import corgi.engine.data.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads pictures that a request is given: whatever data sets may hold. */
public final class PictureFile {
  private PictureFile() {}

  /**
   * Reads a picture, turned as its camera was held; transparent parts are as if on white.
   *
   * @throws IOException if there is no such file or it is no picture, too large or damaged
   */
  public static Raster read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder, expected a picture");
    }
    Files.newInputStream(file).close(); // says what is wrong
    Decoded decoded = ImageFile.read(file, file.toString());
    int width = decoded.width();
    byte[] rgb = new byte[3 * width * decoded.height()];
    for (int y = 0; y < decoded.height(); y++) {
      float[] row = decoded.row(y);
      for (int i = 0; i < row.length; i++) {
        rgb[3 * width * y + i] = (byte) Math.round(row[i]);
      }
    }
    return new Raster(width, decoded.height(), rgb);
  }
}

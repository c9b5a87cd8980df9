package corgi.engine.generation;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reads pictures that a request is given: whatever the JDK reads, such as PNG and JPEG. */
public final class PictureFile {
  private static final long MOST_PIXELS = 1L << 26;
  private static final int MOST = 255;

  private PictureFile() {}

  /**
   * Reads a picture; transparent parts are as if on white.
   *
   * @throws IOException if there is no such file or it cannot be read
   * @throws IllegalArgumentException if it is no picture, or too large
   */
  public static Raster read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder, expected a picture");
    }
    Files.newInputStream(file).close(); // says what is wrong; ImageIO returns null
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IllegalArgumentException(
            file + ": is no picture that can be read; expected PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        return raster(read(file, reader));
      } finally {
        reader.dispose();
      }
    }
  }

  /** Damaged files make the JDK's readers throw whatever comes. */
  private static BufferedImage read(Path file, ImageReader reader) throws IOException {
    long pixels;
    try {
      pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels <= MOST_PIXELS) {
        return reader.read(0);
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException("%s: is damaged: %s".formatted(file, e.getMessage()), e);
    }
    throw new IllegalArgumentException(
        "%s: %d pixels; at most %d".formatted(file, pixels, MOST_PIXELS));
  }

  private static Raster raster(BufferedImage image) {
    int width = image.getWidth();
    byte[] rgb = new byte[3 * width * image.getHeight()];
    boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        int argb = grey ? grey(image, x, y) : image.getRGB(x, y);
        int alpha = argb >>> 24;
        for (int c = 0; c < 3; c++) {
          int level = argb >> (8 * (2 - c)) & MOST;
          int onWhite = (level * alpha + MOST * (MOST - alpha) + MOST / 2) / MOST;
          rgb[3 * (y * width + x) + c] = (byte) onWhite;
        }
      }
    }
    return new Raster(width, image.getHeight(), rgb);
  }

  /** The JDK takes grey for linear in light and would lighten it; in files it is not. */
  private static int grey(BufferedImage image, int x, int y) {
    ColorModel model = image.getColorModel();
    int level = eightBits(image, x, y, 0);
    int alpha = model.hasAlpha() ? eightBits(image, x, y, 1) : MOST;
    return alpha << 24 | level << 16 | level << 8 | level;
  }

  private static int eightBits(BufferedImage image, int x, int y, int band) {
    int most = (1 << image.getColorModel().getComponentSize(band)) - 1;
    long sample = image.getRaster().getSample(x, y, band);
    return (int) ((sample * MOST + most / 2) / most);
  }
}

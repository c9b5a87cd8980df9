package corgi.engine.data;

import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * Reads image files, none of which is trusted: what the JDK reads, such as PNG and JPEG, and WebP
 * by a plug-in of ImageIO. Pictures are turned as their camera was held.
 */
public final class ImageFile {
  private static final List<String> ENDINGS =
      List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp");
  private static final long MOST_PIXELS = 1L << 26; // of one file, as its header says

  private ImageFile() {}

  /** Whether a file's name is that of an image, whether it can be read or not. */
  static boolean hasName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /**
   * Reads a file.
   *
   * @param name what to call it in messages
   * @throws IOException if it is missing, no image, too large or damaged
   */
  public static Decoded read(Path file, String name) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(name + ": there is no such file");
    }
    try (var stream = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new IOException(name + ": is no image that can be read, such as PNG, JPEG or WebP");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream);
        BufferedImage image = decode(reader, name);
        return new Decoded(Exif.orientation(file, reader.getFormatName()).upright(image));
      } finally {
        reader.dispose();
      }
    } catch (FileNotFoundException e) {
      throw new IOException(name + ": cannot be opened: " + e.getMessage(), e);
    }
  }

  private static BufferedImage decode(ImageReader reader, String name) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((from, warning) -> warnings.add(warning));
    try {
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > MOST_PIXELS) {
        throw new IOException(
            "%s: %d×%d pixels; at most %d are read".formatted(name, width, height, MOST_PIXELS));
      }
      BufferedImage image = reader.read(0);
      for (String warning : warnings) {
        if (warning.contains("Truncated") || warning.contains("Premature end")) { // of a JPEG
          throw new IOException("%s: is damaged: %s".formatted(name, warning));
        }
      }
      return image;
    } catch (IOException e) {
      boolean said = e.getMessage() != null && e.getMessage().startsWith(name);
      throw said ? e : damaged(name, e);
    } catch (RuntimeException e) { // which readers throw at files that no test of theirs has
      throw damaged(name, e);
    }
  }

  private static IOException damaged(String name, Exception e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new IOException("%s: is damaged: %s".formatted(name, why), e);
  }
}

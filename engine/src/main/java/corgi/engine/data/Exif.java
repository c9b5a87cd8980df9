package corgi.engine.data;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What cameras write beside a picture. */
final class Exif {
  private Exif() {}

  /**
   * Returns how a picture is to be seen: as it is stored if nothing legible is said of that, for a
   * picture is not worth less for it.
   *
   * @param format what ImageIO calls it; of others than JPEG and WebP nothing is read
   */
  static Orientation orientation(Path file, String format) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (var directory : read(in, format).getDirectoriesOfType(ExifIFD0Directory.class)) {
        Integer number = directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        if (number != null) {
          return Orientation.of(number);
        }
      }
      return Orientation.TOP_LEFT;
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      return Orientation.TOP_LEFT;
    }
  }

  private static Metadata read(InputStream in, String format)
      throws IOException, ImageProcessingException {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "jpeg" -> JpegMetadataReader.readMetadata(in, List.of(new ExifReader()));
      case "webp" -> WebpMetadataReader.readMetadata(in);
      default -> new Metadata();
    };
  }
}

package corgi.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** The files behind {@link Portraits}, which travel in the jar. */
final class PortraitFiles {
  private static final String FOLDER = "portraits/";

  private PortraitFiles() {}

  static byte[] bytes(String name) {
    try (InputStream in = PortraitFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks corgi/engine/data/" + FOLDER + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FOLDER + name, e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + name + " is not JSON", e);
    }
  }

  static BufferedImage image(String name) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(name)));
      if (image == null) {
        throw new IllegalStateException(FOLDER + name + " is not a picture");
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot decode " + FOLDER + name, e);
    }
  }
}

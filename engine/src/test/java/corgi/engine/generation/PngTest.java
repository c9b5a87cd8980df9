package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The JDK's reader is the judge. */
class PngTest {
  private static final Raster NOISE = noise(7, 5);

  static Raster noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new Random(1).nextBytes(rgb);
    return new Raster(width, height, rgb);
  }

  @Test
  void everyPixelIsReadBack() throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(NOISE, Map.of())));

    assertThat(read.getWidth()).isEqualTo(7);
    assertThat(read.getHeight()).isEqualTo(5);
    for (int i = 0; i < 35; i++) {
      byte[] rgb = NOISE.rgb();
      int expected =
          (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | (rgb[3 * i + 2] & 255);
      assertThat(read.getRGB(i % 7, i / 7) & 0xFFFFFF).as("pixel %d", i).isEqualTo(expected);
    }
  }

  @Test
  void textsAreReadBackWithEveryLetter() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("corgi", "{\"prompts\":[\"chat à lunettes 😎\"],\"γ\":10}");
    texts.put("Title", "two\nlines");

    assertThat(texts(Png.encode(NOISE, texts))).isEqualTo(texts);
  }

  @Test
  void equalPicturesAreEqualFiles() {
    assertThat(Png.encode(noise(30, 30), Map.of("a", "b")))
        .isEqualTo(Png.encode(noise(30, 30), Map.of("a", "b")));
  }

  @Test
  void refusesKeywordsThatTheFormatDoesNotAllow() {
    assertThatThrownBy(() -> Png.encode(NOISE, Map.of("two words", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two words");
  }

  /** Returns the texts that the JDK finds in a file. */
  static Map<String, String> texts(byte[] png) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
    IIOMetadata metadata = reader.getImageMetadata(0);
    NodeList entries =
        ((Element) metadata.getAsTree("javax_imageio_png_1.0")).getElementsByTagName("iTXtEntry");
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < entries.getLength(); i++) {
      Element entry = (Element) entries.item(i);
      texts.put(entry.getAttribute("keyword"), entry.getAttribute("text"));
    }
    return texts;
  }
}

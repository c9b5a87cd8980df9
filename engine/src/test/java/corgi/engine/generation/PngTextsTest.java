package corgi.engine.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;

/** The JDK's writer writes what our own does not. */
class PngTextsTest {
  private static final Raster NOISE = PngTest.noise(7, 5);

  @Test
  void readsWhatWasWritten() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("corgi", "{\"prompts\":[\"chat à lunettes 😎\"],\"γ\":10}");
    texts.put("Title", "two\nlines");
    assertThat(PngTexts.read(Png.encode(NOISE, texts), "a.png")).isEqualTo(texts);
    assertThat(PngTexts.read(Png.encode(NOISE, Map.of()), "a.png")).isEmpty();
  }

  @Test
  void readsLatinAndCompressedTexts() throws IOException {
    byte[] file = byTheJdk("a long text ".repeat(50));
    assertThat(PngTexts.read(file, "a.png"))
        .containsEntry("plain", "grün")
        .containsEntry("packed", "a long text ".repeat(50));
  }

  private static byte[] byTheJdk(String packed) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
    IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
    IIOMetadataNode latin = new IIOMetadataNode("tEXt");
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", "plain");
    entry.setAttribute("value", "grün");
    latin.appendChild(entry);
    root.appendChild(latin);
    IIOMetadataNode international = new IIOMetadataNode("iTXt");
    IIOMetadataNode second = new IIOMetadataNode("iTXtEntry");
    second.setAttribute("keyword", "packed");
    second.setAttribute("compressionFlag", "TRUE");
    second.setAttribute("compressionMethod", "0");
    second.setAttribute("languageTag", "en");
    second.setAttribute("translatedKeyword", "gepackt");
    second.setAttribute("text", packed);
    international.appendChild(second);
    root.appendChild(international);
    metadata.mergeTree("javax_imageio_png_1.0", root);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(image, null, metadata));
    }
    return out.toByteArray();
  }

  @Test
  void refusesWhatIsNoPngFileOrIsCutOff() {
    assertThatThrownBy(() -> PngTexts.read(new byte[] {1, 2, 3}, "a.png"))
        .isInstanceOf(IOException.class)
        .hasMessage("a.png: is no PNG file");
    byte[] whole = Png.encode(NOISE, Map.of("corgi", "x".repeat(100)));
    assertThatThrownBy(() -> PngTexts.read(Arrays.copyOf(whole, 80), "a.png"))
        .hasMessageContaining("a.png: is cut off");
  }

  /** Files of others may hold anything; only IOException is allowed to come of it. */
  @Test
  void survivesAnyChangeOfAByte() {
    byte[] whole = Png.encode(NOISE, Map.of("corgi", "text", "b", "c"));
    Random random = new Random(3);
    for (int i = 0; i < 3000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        PngTexts.read(changed, "a.png");
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("a.png: ");
      }
    }
  }
}

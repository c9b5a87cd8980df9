package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPicturesTest implements DatasetLaws {
  @TempDir static Path folder;

  /** Forty images, wider than high, whose left half is brighter the later they come. */
  @BeforeAll
  static void write() throws IOException {
    for (int i = 0; i < 40; i++) {
      Path sub = folder.resolve(i % 4 == 0 ? "tabby_cat" : "dog");
      Files.createDirectories(sub);
      BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 40; y++) {
        for (int x = 0; x < 25; x++) {
          image.setRGB(x, y, new Color(6 * i, 0, 255).getRGB());
        }
      }
      ImageIO.write(image, "png", sub.resolve("%02d.png".formatted(i)).toFile());
    }
    Files.writeString(folder.resolve("notes.txt"), "no class");
  }

  private static Dataset open(int size) {
    return Datasets.open("folder:" + folder, new DatasetRequest(size, Split.ALL));
  }

  @Override
  public Dataset dataset() {
    return open(16);
  }

  @Override
  public Dataset other() {
    return open(8);
  }

  @Test
  void classesAreTheSubFolders() {
    assertThat(dataset().vocabulary()).isEqualTo(Map.of("class", List.of("dog", "tabby_cat")));
    assertThat(dataset().size()).isEqualTo(40);
    Example last = dataset().example(39);
    assertThat(last.caption()).isEqualTo("tabby cat");
    assertThat(last.labels()).isEqualTo(Map.of("class", "tabby_cat"));
    assertThat(dataset().endless()).isFalse();
  }

  /** The middle 40×40 of 50×40 has the edge after 20 of its columns: half of the picture. */
  @Test
  void theMiddleIsCutOutAndScaledAndMirroredEverySecondTime() {
    float[] once = dataset().example(3).picture().values();
    float[] mirrored = dataset().example(43).picture().values();
    int blue = 2 * 16 * 16 + 5 * 16; // the sixth row
    for (int x = 0; x < 16; x++) {
      assertThat(mirrored[blue + x]).isEqualTo(once[blue + 15 - x]);
      if (x != 7 && x != 8) { // where colours mix
        assertThat(once[blue + x]).as("column %d", x).isCloseTo(x < 8 ? 1f : -1f, within(0.01f));
      }
    }
  }

  @Test
  void whatIsNoSuchFolderIsRefused(@TempDir Path other) throws IOException {
    var request = new DatasetRequest(16, Split.ALL);
    assertThatThrownBy(() -> Datasets.open("folder", request)).hasMessageContaining("folder:DIR");
    assertThatThrownBy(() -> Datasets.open("folder:/nowhere/at/all", request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> Datasets.open("folder:" + other, request))
        .hasMessageContaining("0 sub-folders with images");
    assertThatThrownBy(() -> Datasets.open("portraits:x", request)).hasMessageContaining("nothing");
    for (String name : List.of("a", "b")) {
      Files.createDirectories(other.resolve(name));
      Files.writeString(other.resolve(name).resolve("x.png"), "no image");
    }
    Dataset damaged = Datasets.open("folder:" + other, request);
    assertThatThrownBy(() -> damaged.example(0))
        .isInstanceOfAny(IllegalArgumentException.class, UncheckedIOException.class)
        .hasMessageContaining("x.png");
  }
}

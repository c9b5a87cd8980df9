package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCommandTest {
  @TempDir static Path folder;

  /** Thirty wide red pictures, ten high blue ones, and a file that is none. */
  @BeforeAll
  static void write() throws IOException {
    for (int i = 0; i < 40; i++) {
      Path sub = Files.createDirectories(folder.resolve("pets").resolve(i < 30 ? "red" : "blue"));
      BufferedImage image =
          new BufferedImage(i < 30 ? 40 : 20, i < 30 ? 30 : 50 + i, BufferedImage.TYPE_INT_RGB);
      for (int k = 0; k < image.getWidth() * image.getHeight(); k++) {
        image.setRGB(k % image.getWidth(), k / image.getWidth(), i < 30 ? 0xFF0000 : 0x0000FF);
      }
      ImageIO.write(image, "png", sub.resolve("%02d.png".formatted(i)).toFile());
    }
    Files.writeString(folder.resolve("pets/blue/text.png"), "no image");
  }

  private static Run data(String... args) {
    List<String> all = new ArrayList<>(List.of("data"));
    all.addAll(Arrays.asList(args));
    return Run.of(all.toArray(new String[0]));
  }

  private static String pets() {
    return "folder:" + folder.resolve("pets");
  }

  @Test
  void everyDataSetIsListed() {
    assertThat(data().text())
        .contains("portraits ", "fashion-mnist ", "idx:DIR", "folder:DIR", "captions:DIR");
  }

  @Test
  void aFolderIsCountedAndMeasured() {
    Run run = data(pets(), "--size", "30", "--channels", "1");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text())
        .contains("shown as 30×30, 1 channel")
        .contains("found as 40×30 to 20×89, median 40×30: 40 with 3 channels")
        .contains("class (2): blue 11, red 30")
        .contains("cannot be read: 1 of the 41 pictures looked at")
        .contains("blue/text.png: is no image")
        .contains("does not know their licences");
  }

  /** All red pictures are one, and no blue one is another. */
  @Test
  void copiesAreCountedOnBothSidesOfTheSplit() throws IOException {
    Run run = data(pets(), "--size", "8", "--validation", "0");
    assertThat(run.text())
        .contains("copies: 29 of 41 pictures, byte for byte; 0 for validation are learned from too")
        .contains("    red/00.png = red/01.png\n");
    Run split = data(pets(), "--size", "8", "--validation", "0.5", "--json");
    JsonNode copies = split.json().path("copies");
    assertThat(copies.path("compared").asInt()).isEqualTo(41);
    assertThat(copies.path("repeated").asInt()).isEqualTo(29);
    assertThat(copies.path("leaked").asInt()).isBetween(5, 25);
    assertThat(copies.path("pairs").get(0)).hasSize(2);
    assertThat(data(pets(), "--size", "8", "--validation", "0.5").text())
        .contains(" (learned from) = red/", ".png (for validation)");
    assertThat(data("portraits", "--size", "16").text()).doesNotContain("copies:");
  }

  @Test
  void theSameAsJson() throws IOException {
    JsonNode json = data(pets(), "--json").json();
    assertThat(json.path("size").asInt()).isEqualTo(41);
    assertThat(json.path("training").asInt() + json.path("validation").asInt()).isEqualTo(41);
    assertThat(json.path("training").asInt()).isBetween(28, 41);
    assertThat(json.path("labels").path("class").path("red").asInt()).isEqualTo(30);
    assertThat(json.path("unreadable")).hasSize(1);
    assertThat(json.path("sizes").path("largest").asText()).isEqualTo("20×89");
    assertThat(json.path("hash").asText()).matches("[0-9a-f]{64}");
  }

  @Test
  void portraitsHavePointsAndNoEnd() {
    assertThat(data("portraits", "--size", "16").text())
        .contains("1,456,000 different pictures", "points: left-eye, right-eye, top")
        .contains("figure (21) of the first 10,000", "CC-BY-4.0");
  }

  /** Ten of each class: red ones in the first row, blue ones in the second. */
  @Test
  void aSheetShowsTheClasses() throws IOException {
    Path sheet = folder.resolve("sheet.png");
    String[] args = {pets(), "--size", "32", "--sheet", sheet.toString(), "--count", "16"};
    assertThat(data(args).code()).isZero();
    BufferedImage image = ImageIO.read(sheet.toFile());
    assertThat(image.getWidth()).isEqualTo(8 * (96 + 6) + 6);
    assertThat(image.getRGB(50, 50)).isEqualTo(0xFF0000FF); // blue comes first by name
    assertThat(image.getRGB(50, image.getHeight() / 2 + 50)).isEqualTo(0xFFFF0000);
    Run again = data(args);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("--force");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing          | --size=32         | unknown data set 'nothing'; known: captions
          folder:/nowhere  | --size=32         | there is no such folder
          PETS             | --max-corrupt=0   | 1 pictures cannot be read, at most 0 may be
          PETS             | --balanced=colour | cannot be balanced by 'colour'; its label heads: class
          PETS             | --validation=1.5  | validation share = 1.5
          PETS             | --size=4          | resolution = 4
          PETS             | --channels=2      | channels = 2
          PETS             | --hold-out        | holds nothing out
          PETS             | --sheet=x.jpg     | as PNG
          PETS             | --count=0         | --count 0
          portraits        | --resize=stretch  | composed to fit
          """)
  void whatCannotBeIsRefusedInOneLine(String name, String option, String message) {
    Run run = data(name.equals("PETS") ? pets() : name, option);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("corgi: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
  }
}

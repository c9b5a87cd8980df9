package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionedPicturesTest implements DatasetLaws {
  private static final DatasetRequest REQUEST = new DatasetRequest(8, Split.ALL);

  @TempDir static Path lines;
  @TempDir static Path empty;

  @TempDir Path folder;

  /** Fifty pictures in a sub-folder, the last of which stands in two rows. */
  @BeforeAll
  static void write() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String name = "images/%02d.png".formatted(i);
      picture(lines.resolve(name), 5 * i);
      rows.append(
          "{\"file_name\": \"%s\", \"text\": \"a grey of %d\", \"label\": %d, \"mood\": \"%s\"}\n"
              .formatted(name, i, i % 12, i % 2 == 0 ? "calm" : "wild"));
    }
    rows.append("\n{\"file_name\": \"images/49.png\", \"text\": \"nearly white\"}\n");
    Files.writeString(lines.resolve("metadata.jsonl"), rows);
  }

  private static void picture(Path file, int level) throws IOException {
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(10, 9, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 90; i++) {
      image.setRGB(i % 10, i / 10, level << 16 | level << 8 | 128);
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static Dataset open(Path folder, DatasetRequest request) {
    return Datasets.open("captions:" + folder, request);
  }

  @Override
  public Dataset dataset() {
    return open(lines, REQUEST);
  }

  @Override
  public Dataset other() {
    return open(lines, REQUEST.files(new FileRules(0, List.of("mood"))));
  }

  @Test
  void rowsAreCaptionsAndLabels() {
    Dataset data = dataset();
    assertThat(data.size()).isEqualTo(51);
    assertThat(data.example(7).caption()).isEqualTo("a grey of 7");
    assertThat(data.labels(7)).isEqualTo(Map.of("label", "7"));
    assertThat(data.vocabulary().keySet()).containsExactly("label");
    assertThat(data.vocabulary().get("label")).hasSize(12).endsWith("9", "10", "11");
    assertThat(data.example(50).caption()).isEqualTo("nearly white");
    assertThat(data.labels(50)).isEmpty();
    assertThat(data.example(50).picture().values())
        .containsExactly(data.example(49).picture().values());
  }

  @Test
  void furtherColumnsAreLabelsOnlyIfAskedFor() {
    assertThat(other().vocabulary().get("mood")).containsExactly("calm", "wild");
    assertThat(other().labels(7)).isEqualTo(Map.of("label", "7", "mood", "wild"));
    var request = REQUEST.files(new FileRules(0, List.of("breed")));
    assertThatThrownBy(() -> open(lines, request)).hasMessageContaining("'breed'");
  }

  @Test
  void rowsOfOnePictureAreOnTheSameSide() {
    for (double share : new double[] {0.2, 0.4, 0.6}) {
      Portion training = new Portion(Part.TRAINING, share);
      Dataset data = open(lines, REQUEST.portion(training));
      Dataset kept = open(lines, REQUEST.portion(new Portion(Part.VALIDATION, share)));
      assertThat(data.size() + kept.size()).isEqualTo(51);
      Dataset side = training.has("images/49.png") ? data : kept;
      assertThat(LongStream.range(0, side.size()).mapToObj(i -> side.example(i).caption()))
          .contains("nearly white", "a grey of 49");
    }
  }

  @Test
  void csvMayQuoteAndNumberItsRows() throws IOException {
    picture(folder.resolve("a.png"), 1);
    picture(folder.resolve("b.png"), 2);
    Files.writeString(
        folder.resolve("metadata.csv"),
        "\uFEFF,file_name,text,label\r\n0,a.png,\"a cat, \"\"Tom\"\",\nasleep\",cat\r\n1,b.png,,dog\r\n");
    Dataset data = open(folder, REQUEST);
    assertThat(data.example(0).caption()).isEqualTo("a cat, \"Tom\",\nasleep");
    assertThat(data.example(1).caption()).isEqualTo("dog");
    assertThat(data.vocabulary()).isEqualTo(Map.of("label", List.of("cat", "dog")));
  }

  @Test
  void foldersNamedTrainAndValidationAreTheSplit() throws IOException {
    for (String side : List.of("train", "val")) {
      for (int i = 0; i < (side.equals("val") ? 1 : 3); i++) {
        picture(folder.resolve(side).resolve(i + ".png"), i);
        Files.writeString(
            folder.resolve(side).resolve("metadata.jsonl"),
            "{\"file_name\": \"%d.png\", \"text\": \"%s\"}\n".formatted(i, side),
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND);
      }
    }
    assertThat(open(folder, REQUEST).size()).isEqualTo(4);
    Dataset kept = open(folder, REQUEST.portion(new Portion(Part.VALIDATION, 0.5)));
    assertThat(kept.size()).isEqualTo(1);
    assertThat(kept.example(0).caption()).isEqualTo("val");
    assertThat(open(folder, REQUEST.portion(new Portion(Part.TRAINING, 0.5))).size()).isEqualTo(3);
  }

  @Test
  void missingFilesAreCounted() throws IOException {
    picture(folder.resolve("a.png"), 1);
    Files.writeString(
        folder.resolve("metadata.csv"), "file_name,text\na.png,here\ngone.png,not here\n");
    Dataset data = open(folder, REQUEST);
    assertThat(data.size()).isEqualTo(1);
    assertThat(data.unreadable()).containsExactly("gone.png: there is no such file");
    var strict = REQUEST.files(new FileRules(0, List.of()));
    assertThatThrownBy(() -> open(folder, strict))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gone.png")
        .hasMessageContaining("at most 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.png", "x/../../secret.png", "/etc/passwd", "."})
  void pathsStayInTheFolder(String name) throws IOException {
    Files.writeString(
        folder.resolve("metadata.jsonl"),
        "{\"file_name\": \"%s\", \"text\": \"x\"}".formatted(name));
    assertThatThrownBy(() -> open(folder, REQUEST))
        .hasMessageContaining("line 1")
        .hasMessageContaining("'" + name + "' is not in the folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata.csv   | image,text;a.png,x            | no column file_name; its columns: image, text
          metadata.csv   | file_name,text;a.png          | line 2: has 1 cells; the header has 2
          metadata.csv   | file_name,text;,x             | line 2: has no file_name
          metadata.csv   | file_name,text;"a.png,x       | is no CSV
          metadata.csv   | file_name,text,text;a.png,x,y | is no CSV
          metadata.csv   | file_name;a.png               | has neither text nor label
          metadata.csv   | file_name,text                | none of the pictures
          metadata.jsonl | {"text": "x"}                 | line 1: has no file_name
          metadata.jsonl | ;[1]                          | line 2: is no JSON object
          metadata.jsonl | {"file_name": "a.png"         | line 1: is not valid JSON
          metadata.jsonl | {"file_name": ["a.png"]}      | line 1: has no file_name
          """)
  void damagedTablesAreRefused(String file, String text, String message) throws IOException {
    picture(folder.resolve("a.png"), 1);
    Files.writeString(folder.resolve(file), text.replace(';', '\n'));
    assertThatThrownBy(() -> open(folder, REQUEST)).hasMessageContaining(message);
  }

  @Test
  void thereIsOneTableInUtf8() throws IOException {
    assertThatThrownBy(() -> open(empty, REQUEST)).hasMessageContaining("has no metadata.jsonl");
    Files.write(folder.resolve("metadata.csv"), new byte[] {'f', (byte) 0xFF, '\n'});
    assertThatThrownBy(() -> open(folder, REQUEST)).hasMessageContaining("is not UTF-8");
    Files.writeString(folder.resolve("metadata.jsonl"), "");
    assertThatThrownBy(() -> open(folder, REQUEST)).hasMessageContaining("has both");
  }
}

package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest implements DatasetLaws {
  private static final DatasetRequest REQUEST = new DatasetRequest(IdxFiles.SIDE, Split.ALL);

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    IdxFiles.write(folder, "train", 300);
    IdxFiles.write(folder, "t10k", 40);
  }

  private static Dataset open(Portion portion) {
    return Datasets.open("idx:" + folder, REQUEST.portion(portion));
  }

  @Override
  public Dataset dataset() {
    return open(Portion.ALL);
  }

  @Override
  public Dataset other() {
    return open(new Portion(Part.VALIDATION, 0));
  }

  @Test
  void levelsAndLabelsAreThoseOfTheFiles() {
    Dataset data = dataset();
    assertThat(data.channels()).isEqualTo(1);
    assertThat(data.vocabulary()).isEqualTo(Map.of("class", List.of("0", "1", "2")));
    Example example = data.example(77);
    assertThat(example.labels()).isEqualTo(Map.of("class", "2"));
    assertThat(example.caption()).isEqualTo("2");
    float[] values = example.picture().values();
    assertThat(values[0]).isCloseTo(77 / 127.5f - 1, within(1e-6f));
    assertThat(values[11]).isCloseTo(200 / 127.5f - 1, within(1e-6f));
  }

  @Test
  void theFilesAreTheSplit() {
    assertThat(dataset().size()).isEqualTo(340);
    assertThat(open(new Portion(Part.TRAINING, 0.5)).size()).isEqualTo(300);
    assertThat(open(new Portion(Part.VALIDATION, 0.5)).size()).isEqualTo(40);
  }

  /** Each of the 100 pictures is there three times. */
  @Test
  void ofOnePairEqualPicturesAreOnTheSameSide() {
    String pair =
        "idx:%s,%s"
            .formatted(
                folder.resolve("train-images-idx3-ubyte.gz"),
                folder.resolve("train-labels-idx1-ubyte"));
    Dataset training = Datasets.open(pair, REQUEST.portion(new Portion(Part.TRAINING, 0.2)));
    Dataset validation = Datasets.open(pair, REQUEST.portion(new Portion(Part.VALIDATION, 0.2)));
    assertThat(training.size() + validation.size()).isEqualTo(300);
    assertThat(validation.size()).isBetween(30L, 90L);
    assertThat(levels(training)).doesNotContainAnyElementsOf(levels(validation));
  }

  private static Set<Integer> levels(Dataset data) {
    Set<Integer> levels = new HashSet<>();
    for (long i = 0; i < data.size(); i++) {
      levels.add(Math.round((data.example(i).picture().values()[0] + 1) * 127.5f));
    }
    return levels;
  }

  @Test
  void filesThatAreWrongAreRefused(@TempDir Path other) throws IOException {
    byte[] images = IdxFiles.idx(new byte[2 * 4], 2, 2, 2);
    byte[] labels = IdxFiles.idx(new byte[] {0, 1}, 2);
    assertThat(message(other, images, labels)).isEmpty();
    assertThat(message(other, labels, labels)).contains("images", "'00 00 08 01'", "'00 00 08 03'");
    assertThat(message(other, images, images)).contains("labels", "'00 00 08 03'");
    assertThat(message(other, Arrays.copyOf(images, images.length - 3), labels))
        .contains("has 5 bytes", "[2, 2, 2]", "take 8");
    assertThat(message(other, Arrays.copyOf(images, images.length + 1), labels))
        .contains("too many bytes");
    assertThat(message(other, Arrays.copyOf(images, 10), labels)).contains("within its header");
    assertThat(message(other, new byte[0], labels)).contains("begins with ''");
    byte[] packed = IdxFiles.packed(images);
    assertThat(message(other, Arrays.copyOf(packed, packed.length / 2), labels))
        .contains("images", "is damaged");
    byte[] wrong = packed.clone();
    wrong[2] = 99;
    assertThat(message(other, wrong, labels)).contains("images", "is damaged");
    assertThat(message(other, IdxFiles.idx(new byte[0], 60_000, 60_000, 60_000), labels))
        .contains("60000", "must hold 1 to");
    assertThat(message(other, IdxFiles.idx(new byte[0], 2, -1, 2), labels)).contains("-1");
    assertThat(message(other, images, IdxFiles.idx(new byte[] {0}, 1)))
        .contains("2 pictures", "1 labels");
  }

  private static String message(Path folder, byte[] images, byte[] labels) throws IOException {
    Path pictures = Files.write(folder.resolve("images"), images);
    Path numbers = Files.write(folder.resolve("labels"), labels);
    try {
      Datasets.open("idx:%s,%s".formatted(pictures, numbers), REQUEST);
      return "";
    } catch (RuntimeException e) {
      return e.getMessage();
    }
  }

  @Test
  void aFolderWithoutTheFilesIsRefused(@TempDir Path other) throws IOException {
    assertThatThrownBy(() -> Datasets.open("idx:" + other, REQUEST))
        .hasMessageContaining("neither train-images-idx3-ubyte");
    assertThatThrownBy(() -> Datasets.open("idx", REQUEST)).hasMessageContaining("idx:DIR");
    Files.write(other.resolve("train-images-idx3-ubyte"), new byte[0]);
    assertThatThrownBy(() -> Datasets.open("idx:" + other, REQUEST))
        .hasMessageContaining("not the labels");
  }
}

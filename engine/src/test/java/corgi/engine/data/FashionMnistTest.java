package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest implements DatasetLaws {
  private static final Path INSTALLED = Path.of("/usr/share/datasets/fashion-mnist");

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    IdxFiles.write(folder, "train", 300);
    IdxFiles.write(folder, "t10k", 40);
  }

  @Override
  public Dataset dataset() {
    return Datasets.open("fashion-mnist:" + folder, new DatasetRequest(32, Split.ALL));
  }

  @Override
  public Dataset other() {
    return Datasets.open("fashion-mnist:" + folder, new DatasetRequest(28, Split.ALL));
  }

  @Test
  void classesHaveTheirPublishedNames() {
    Dataset data = dataset();
    assertThat(data.name()).isEqualTo("fashion-mnist");
    assertThat(data.vocabulary().get("class"))
        .hasSize(10)
        .startsWith("T-shirt/top", "Trouser")
        .endsWith("Bag", "Ankle boot");
    assertThat(data.example(1).caption()).isEqualTo("a pair of trousers");
    assertThat(data.licences()).contains("Zalando", "MIT");
    assertThat(Datasets.labels("fashion-mnist", "An ankle boot "))
        .isEqualTo(Optional.of(Map.of("class", "Ankle boot")));
    assertThat(Datasets.labels("fashion-mnist", "ankle boot")).isPresent();
    assertThat(Datasets.labels("fashion-mnist", "a corgi")).isEmpty();
  }

  @Test
  void aLabelThatMeansNothingIsRefused(@TempDir Path other) throws IOException {
    Files.write(other.resolve("t10k-images-idx3-ubyte"), IdxFiles.idx(new byte[4], 1, 2, 2));
    Files.write(other.resolve("t10k-labels-idx1-ubyte"), IdxFiles.idx(new byte[] {10}, 1));
    var request = new DatasetRequest(28, Split.ALL);
    assertThatThrownBy(() -> Datasets.open("fashion-mnist:" + other, request))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is 10; there are 10 classes");
  }

  /** Where the package is installed. */
  @Test
  void thePublishedFilesAreRead() {
    assumeTrue(Files.isDirectory(INSTALLED));
    var request = new DatasetRequest(28, Split.ALL);
    Dataset validation =
        Datasets.open("fashion-mnist", request.portion(new Portion(Part.VALIDATION, 0)));
    assertThat(validation.size()).isEqualTo(10_000);
    assertThat(validation.original(0)).contains(new Dataset.Original(28, 28, 1));
    Dataset all = Datasets.open("fashion-mnist", request);
    assertThat(all.size()).isEqualTo(70_000);
    assertThat(all.example(60_000).caption()).isEqualTo("an ankle boot");
    assertThat(all.labels(60_001)).isEqualTo(Map.of("class", "Pullover"));
  }
}

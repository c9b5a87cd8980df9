package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataOptionsTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (int i = 0; i < 60; i++) {
      Path sub = Files.createDirectories(folder.resolve(i < 50 ? "often" : "seldom"));
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, i);
      ImageIO.write(image, "png", sub.resolve(i + ".png").toFile());
    }
  }

  private static DataOptions parse(String... args) {
    DataOptions options = new DataOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("data", spec(options)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(args);
    return options;
  }

  private static CommandLine.Model.CommandSpec spec(DataOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  private DataOptions.Sides open(String... args) {
    return parse(args).open("folder:" + folder, 16);
  }

  @Test
  void aTenthOfWhatEndsIsKeptUnlessMoreOrNothingIsAskedFor() {
    DataOptions.Sides usual = open();
    assertThat(usual.setAside()).isTrue();
    assertThat(usual.validation().orElseThrow().size()).isBetween(1L, 15L);
    assertThat(usual.training().size() + usual.validation().get().size()).isEqualTo(60);
    assertThat(usual.training().resolution()).isEqualTo(16);
    assertThat(open("--validation", "0.5").validation().orElseThrow().size()).isBetween(18L, 42L);
    DataOptions.Sides all = open("--validation", "0");
    assertThat(all.validation()).isEmpty();
    assertThat(all.training().size()).isEqualTo(60);
  }

  /** Trainings on portraits that were begun before there were sides go on. */
  @Test
  void whatNeverEndsIsLearnedFromAsEverAndExaminedOnFreshPictures() {
    DataOptions.Sides sides = parse().open("portraits", 16);
    Dataset plain = Datasets.open("portraits", new DatasetRequest(16, Split.ALL));
    assertThat(sides.training().hash()).isEqualTo(plain.hash());
    assertThat(sides.setAside()).isFalse();
    assertThat(sides.validation().orElseThrow().labels(3)).isEqualTo(plain.labels(7_000_000_003L));
    DataOptions.Sides kept = parse("--validation", "0.1").open("portraits", 16);
    assertThat(kept.setAside()).isTrue();
    assertThat(kept.training().hash()).isNotEqualTo(plain.hash());
    DataOptions holdOut = parse("--hold-out");
    assertThat(holdOut.open("portraits", 16).training().heldOut()).contains("cat + sunglasses");
    assertThat(holdOut.examination("portraits", 16).orElseThrow().heldOut()).isEqualTo("nothing");
  }

  @Test
  void balanceIsOfTrainingOnly() {
    DataOptions.Sides sides = open("--balanced", "class", "--size", "8");
    long size = sides.training().size();
    long seldom =
        LongStream.range(0, size)
            .filter(i -> sides.training().labels(i).containsValue("seldom"))
            .count();
    assertThat(2 * seldom).isEqualTo(size);
    assertThat(size).isGreaterThan(sides.learned());
    assertThat(sides.validation().orElseThrow().size()).isEqualTo(60 - sides.learned());
  }

  @Test
  void framingIsPassedOn() {
    DataOptions.Sides sides =
        open("--flip=horizontal", "--crop=random", "--channels=1", "--resize=cover");
    assertThat(sides.training().channels()).isEqualTo(1);
    assertThat(sides.training().hash()).isNotEqualTo(open().training().hash());
  }
}

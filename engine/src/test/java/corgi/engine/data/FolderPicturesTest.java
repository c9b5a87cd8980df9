package corgi.engine.data;

import static corgi.engine.data.Framing.Crop.CENTRE;
import static corgi.engine.data.Framing.Flip.HORIZONTAL;
import static corgi.engine.data.Framing.Resize.COVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
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
    return open(folder, new DatasetRequest(size, Split.ALL));
  }

  private static Dataset open(Path folder, DatasetRequest request) {
    return Datasets.open("folder:" + folder, request);
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
  void theMiddleIsCutOutAndScaled() {
    float[] values = dataset().example(3).picture().values();
    int blue = 2 * 16 * 16 + 5 * 16; // the sixth row
    for (int x = 0; x < 16; x++) {
      if (x != 7 && x != 8) { // where colours mix
        assertThat(values[blue + x]).as("column %d", x).isCloseTo(x < 8 ? 1f : -1f, within(0.01f));
      }
    }
  }

  @Test
  void chanceMirrorsFromTheSecondPassOnAndOnlyWhereItIsAskedFor() {
    Dataset flipped =
        Datasets.open(
            "folder:" + folder,
            new DatasetRequest(16, Split.ALL).framing(new Framing(COVER, CENTRE, HORIZONTAL, 0)));
    int mirrored = 0;
    for (int i = 0; i < 40; i++) {
      Picture first = flipped.example(i).picture();
      Picture second = flipped.example(40 + i).picture();
      assertThat(first.values()).containsExactly(dataset().example(i).picture().values());
      assertThat(dataset().example(40 + i).picture().values()).containsExactly(first.values());
      boolean same = Arrays.equals(first.values(), second.values());
      assertThat(second.values())
          .containsExactly((same ? first : Pictures.mirrored(first)).values());
      mirrored += same ? 0 : 1;
    }
    assertThat(mirrored).isBetween(8, 32);
  }

  @Test
  void aSplitSharesOutTheFilesAndStaysWhenSomeAreAdded(@TempDir Path other) throws IOException {
    copy(other, 0);
    Set<String> training = names(other, Part.TRAINING);
    Set<String> validation = names(other, Part.VALIDATION);
    assertThat(training).doesNotContainAnyElementsOf(validation);
    assertThat(training.size() + validation.size()).isEqualTo(40);
    assertThat(validation.size()).isBetween(3, 20);
    copy(other, 500);
    assertThat(names(other, Part.TRAINING)).containsAll(training).hasSizeGreaterThan(50);
    assertThat(names(other, Part.VALIDATION)).containsAll(validation);
  }

  private static void copy(Path other, int from) throws IOException {
    for (int i = 0; i < 40; i++) {
      Path sub = Files.createDirectories(other.resolve(i % 2 == 0 ? "a" : "b"));
      Files.copy(image(i), sub.resolve("%03d.png".formatted(from + i)));
    }
  }

  private static Path image(int i) {
    return folder.resolve(i % 4 == 0 ? "tabby_cat" : "dog").resolve("%02d.png".formatted(i));
  }

  /** The files of a side. */
  private static Set<String> names(Path folder, Part part) throws IOException {
    var list = new FolderPictures(folder);
    Portion portion = new Portion(part, 0.25);
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < list.size(); i++) {
      if (portion.has(list.identity(i))) {
        names.add(list.identity(i));
      }
    }
    var request = new DatasetRequest(8, Split.ALL).portion(portion);
    assertThat(Datasets.open("folder:" + folder, request).size()).isEqualTo(names.size());
    return names;
  }

  @Test
  void foldersNamedTrainAndTestAreTheSplit(@TempDir Path other) throws IOException {
    for (String name : List.of("train/a", "train/b", "test/a", "test/c")) {
      Files.createDirectories(other.resolve(name));
      Files.copy(image(name.length()), other.resolve(name).resolve("x.png"));
    }
    Files.copy(image(1), other.resolve("train/a/y.png"));
    var request = new DatasetRequest(8, Split.ALL);
    Dataset training = open(other, request.portion(new Portion(Part.TRAINING, 0.9)));
    Dataset validation = open(other, request.portion(new Portion(Part.VALIDATION, 0)));
    assertThat(training.size()).isEqualTo(3);
    assertThat(validation.size()).isEqualTo(2);
    assertThat(open(other, request).size()).isEqualTo(5);
    assertThat(training.vocabulary()).isEqualTo(Map.of("class", List.of("a", "b", "c")));
    assertThat(validation.vocabulary()).isEqualTo(training.vocabulary());
    assertThat(Set.of(validation.labels(0).get("class"), validation.labels(1).get("class")))
        .containsExactlyInAnyOrder("a", "c");
  }

  /** Of 200 pictures, half of each class. */
  @Test
  void theFirstOfAValidationSideAreAFairSample(@TempDir Path other) throws IOException {
    for (int i = 0; i < 5; i++) {
      copy(other, 100 * i);
    }
    var request = new DatasetRequest(8, Split.ALL).portion(new Portion(Part.VALIDATION, 0.5));
    Dataset validation = open(other, request);
    long first =
        LongStream.range(0, 40).filter(i -> validation.labels(i).containsValue("a")).count();
    assertThat(first).isBetween(10L, 30L);
  }

  /** Which files the JVM reads while it opens 300 images and asks for one. */
  @Test
  void openingReadsNoFileAndAnExampleReadsOne(@TempDir Path other) throws Exception {
    for (int i = 0; i < 300; i++) {
      Path sub = Files.createDirectories(other.resolve("class" + i % 3));
      Files.copy(image(i % 40), sub.resolve("%03d.png".formatted(i)));
    }
    List<Dataset> opened = new ArrayList<>();
    List<String> listing =
        read(
            other,
            () -> {
              Dataset data = Datasets.open("folder:" + other, new DatasetRequest(16, Split.ALL));
              for (long i = 0; i < data.size(); i++) {
                data.labels(i);
              }
              opened.add(Balanced.of(data, "class"));
            });
    assertThat(listing).isEmpty();
    assertThat(opened.get(0).size()).isEqualTo(300);
    assertThat(read(other, () -> opened.get(0).example(5))).hasSize(1);
  }

  private static List<String> read(Path folder, Runnable action) throws IOException {
    Path log = Files.createTempFile("corgi-", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.start();
      action.run();
      recording.stop();
      recording.dump(log);
      return RecordingFile.readAllEvents(log).stream()
          .map(event -> event.getString("path"))
          .filter(path -> path != null && path.startsWith(folder.toString()))
          .distinct()
          .toList();
    } finally {
      Files.delete(log);
    }
  }

  @Test
  void whatIsNoSuchFolderIsRefused(@TempDir Path other) {
    var request = new DatasetRequest(16, Split.ALL);
    assertThatThrownBy(() -> Datasets.open("folder", request)).hasMessageContaining("folder:DIR");
    assertThatThrownBy(() -> Datasets.open("folder:/nowhere/at/all", request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such folder");
    assertThatThrownBy(() -> Datasets.open("folder:" + other, request))
        .hasMessageContaining("0 sub-folders with images");
    assertThatThrownBy(() -> Datasets.open("portraits:x", request)).hasMessageContaining("nothing");
    assertThatThrownBy(() -> Datasets.open("folder:" + folder, new DatasetRequest(16, Split.SEEN)))
        .hasMessageContaining("holds nothing out");
  }
}

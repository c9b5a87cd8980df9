package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.data.Portraits;
import corgi.engine.data.Split;
import corgi.engine.generation.Drawing;
import corgi.engine.generation.Png;
import corgi.engine.generation.Raster;
import corgi.engine.sampling.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTest {
  private static final String CACHE = "corgi.cache";
  private static final int PICTURES = 70; // a whole batch and a part of one
  private static final ReferenceOptions REFERENCE =
      new ReferenceOptions("portraits", Split.ALL, 80, 0);

  @TempDir static Path folder;
  private static List<Path> files;

  /** Real portraits, which say what they show and what they cost. */
  @BeforeAll
  static void draws() throws IOException {
    System.setProperty(CACHE, folder.resolve("cache").toString());
    files = drawn(folder.resolve("drawn"), 32);
  }

  @AfterAll
  static void leavesNothing() {
    System.clearProperty(CACHE);
  }

  private static List<Path> drawn(Path where, int side) throws IOException {
    Files.createDirectories(where);
    Portraits portraits = new Portraits(new Portraits.Options(side, Split.ALL));
    List<Path> drawn = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      var example = portraits.example(1000 + i);
      Map<String, String> texts =
          Map.of(
              Asked.EXAMPLE,
              Asked.example(example.caption()),
              Drawing.COST,
              new Cost(i % 2, 60).toJson());
      Path file = where.resolve("%03d.png".formatted(i));
      Files.write(file, Png.encode(Raster.of(example.picture()), texts));
      drawn.add(file);
    }
    return drawn;
  }

  private static ScoringOptions options(String... metrics) {
    return new ScoringOptions("", null, REFERENCE, List.of(metrics), new Bootstrap(20, 0));
  }

  private static List<Measurement> score(ScoringOptions options, List<Path> pictures)
      throws IOException {
    try (Scoring scoring = Scoring.open(options)) {
      return scoring.score(pictures);
    }
  }

  private static double value(List<Measurement> measurements, String shortName) {
    return measurements.stream()
        .filter(one -> one.shortName().equals(shortName))
        .mapToDouble(Measurement::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void measuresFilesByWhatTheySayOfThemselves() throws IOException {
    List<Measurement> measured = score(options(), files);
    assertThat(value(measured, "accuracy")).isGreaterThan(.95);
    assertThat(value(measured, "seconds")).isEqualTo(.5);
    assertThat(value(measured, "evaluations")).isEqualTo(60);
    assertThat(value(measured, "precision")).isGreaterThan(.6);
    assertThat(value(measured, "coverage")).isGreaterThan(.6);
    assertThat(value(measured, "nearest")).isBetween(.05, .3);
    assertThat(measured).extracting(Measurement::name).anyMatch(n -> n.matches("frechet\\[.*@.*]"));
    assertThat(measured)
        .filteredOn(one -> one.shortName().equals("frechet"))
        .allSatisfy(one -> assertThat(one.reference()).isEqualTo("80 of portraits 32×32"));
    assertThat(score(options(), files)).isEqualTo(measured); // the reference from the cache
  }

  @Test
  void aDamagedCacheIsAsIfItWereNotThere() throws IOException {
    List<Measurement> measured = score(options("frechet", "nearest"), files);
    try (Stream<Path> cached = Files.list(folder.resolve("cache").resolve("references"))) {
      for (Path file : cached.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 8; i < bytes.length; i += 997) {
          bytes[i] ^= 1;
        }
        Files.write(file, bytes);
      }
    }
    assertThat(score(options("frechet", "nearest"), files)).isEqualTo(measured);
  }

  @Test
  void aSetIsNotComparedWithItself() throws IOException {
    String own = folder.resolve("drawn").toString();
    var itself = new ScoringOptions("", null, ReferenceOptions.of(own), List.of(), Bootstrap.USUAL);
    assertThatThrownBy(() -> score(itself, files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("every one of these pictures is in the reference, 70 of folder");
    Path half = folder.resolve("half");
    Files.createDirectories(half);
    for (Path file : files.subList(0, 35)) {
      Files.copy(file, half.resolve(file.getFileName()));
    }
    try (Scoring scoring =
        Scoring.open(ScoringOptions.against(ReferenceOptions.of(half.toString())))) {
      scoring.score(files);
      assertThat(scoring.remarks())
          .anyMatch(line -> line.startsWith("35 of these pictures are in"));
      assertThat(scoring.remarks()).anyMatch(line -> line.contains("singular covariance in 128"));
    }
  }

  @Test
  void picturesMustBeEnoughAlikeAndReadable() throws IOException {
    assertThatThrownBy(() -> score(options(), files.subList(0, 1)))
        .hasMessage("1 pictures: at least 2 are needed for a spread");
    List<Path> mixed = new ArrayList<>(files.subList(0, 3));
    mixed.add(drawn(folder.resolve("large"), 64).get(0));
    assertThatThrownBy(() -> score(options("saturation"), mixed))
        .hasMessageMatching(".*large.*000.png has 64×64 pixels, .*000.png has 32×32: all must .*");
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> score(options("saturation"), List.of(files.get(0), text)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text.png: is no PNG file");
    byte[] whole = Files.readAllBytes(files.get(0));
    Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 900));
    assertThatThrownBy(() -> score(options("saturation"), List.of(files.get(0), cut)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.png: is cut off");
  }

  @Test
  void unknownMetricsAndReferencesAreNamed() {
    assertThatThrownBy(() -> score(options("freshet"), files))
        .hasMessageContaining("unknown metric 'freshet'; did you mean 'frechet'?");
    var nowhere =
        new ScoringOptions(
            "", null, ReferenceOptions.of("nowhere"), List.of("frechet"), Bootstrap.USUAL);
    assertThatThrownBy(() -> score(nowhere, files))
        .hasMessageContaining("reference 'nowhere': is no folder and no data set; known: ");
  }

  @Test
  void whoWatchesMayStop() throws IOException {
    List<Long> heard = new ArrayList<>();
    ScoringProgress progress =
        new ScoringProgress() {
          @Override
          public void read(long done, long total) {
            heard.add(done);
            assertThat(total).isEqualTo(PICTURES);
          }

          @Override
          public boolean cancelled() {
            return heard.size() == 1;
          }
        };
    var alone = new ScoringOptions("", null, null, List.of("saturation"), Bootstrap.USUAL);
    try (Scoring scoring = Scoring.open(alone)) {
      assertThatThrownBy(() -> scoring.score(files, progress))
          .isInstanceOf(CancelledException.class);
      assertThat(heard).containsExactly(64L);
    }
  }

  @Test
  void picturesThatTheClassifierCannotReadAreStillMeasured() throws IOException {
    List<Path> odd = drawn(folder.resolve("odd"), 24);
    var alone = new ScoringOptions("", null, null, List.of(), new Bootstrap(20, 0));
    try (Scoring scoring = Scoring.open(alone)) {
      assertThat(scoring.score(odd))
          .extracting(Measurement::name)
          .contains("saturation", "contrast")
          .noneMatch(name -> name.contains("["));
      assertThat(scoring.remarks()).singleElement().asString().contains("reads 32×32 pictures");
    }
  }
}

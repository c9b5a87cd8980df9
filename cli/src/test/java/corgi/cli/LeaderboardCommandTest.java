package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.cli.Failures.ExitCode;
import corgi.engine.generation.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeaderboardCommandTest {
  @TempDir Path temporary;

  private Path folder() {
    return temporary.resolve("board");
  }

  private String[] words(String... args) {
    List<String> all = new ArrayList<>(List.of("leaderboard"));
    if (!List.of(args).contains("--model")) {
      all.addAll(List.of("--model", "portraits-32"));
    }
    all.addAll(List.of("--references", "64", "--bootstrap", "20"));
    if (!List.of(args).contains("--captions")) {
      all.addAll(List.of("--captions", "4"));
    }
    all.addAll(List.of("-o", folder().toString()));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(folder().resolve("leaderboard.json").toFile());
  }

  private Map<Path, FileTime> pictures() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".png")).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void everyStrategyIsReportedAtItsBestGammaAndAtTen() throws IOException {
    String[] args = {
      "--steps",
      "2",
      "--gamma",
      "1,2",
      "--guidance",
      "none,cfg,cfg + threshold",
      "--choose",
      "2",
      "--seeds",
      "3"
    };

    Run run = Run.of(words(args));

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err())
        .contains("choice: 20 cells, 40 pictures", "report: 20 cells, 60 pictures");
    JsonNode json = json();
    assertThat(json.findValuesAsText("name")).contains("none", "cfg", "cfg + threshold");
    for (JsonNode one : json.at("/strategies")) {
      double least = Double.MAX_VALUE;
      double chosen = 0;
      for (JsonNode point : one.at("/curve")) {
        double value = frechet(point);
        if (value < least) {
          least = value;
          chosen = point.at("/gamma").asDouble();
        }
      }
      assertThat(one.at("/best/gamma").asDouble()).isEqualTo(chosen);
      assertThat(frechet(one.at("/best"))).isNotEqualTo(least); // other seeds
      assertThat(one.at("/best/measurements/0/count").asInt()).isEqualTo(12);
      assertThat(one.at("/hard").isNull()).isEqualTo(one.at("/name").asText().equals("none"));
    }
    assertThat(run.text()).contains("strategy", "cfg + threshold", "leaderboard.html");
    assertThat(folder().resolve("leaderboard.md")).content().contains("## At γ = 10");
    assertThat(folder().resolve("choice/report.html")).exists();
    assertThat(folder().resolve("choice/results.json"))
        .content()
        .contains("--guidance cfg --modify threshold --steps 2 --gamma 2");

    Run again = Run.of(words(args));
    assertThat(again.err()).contains("0 pictures drawn, 40 were there", "0 pictures drawn, 60");
    assertThat(json()).isEqualTo(json);
  }

  private static double frechet(JsonNode point) {
    for (JsonNode one : point.at("/measurements")) {
      if (one.at("/name").asText().startsWith("frechet[")) {
        return one.at("/value").asDouble();
      }
    }
    throw new AssertionError("no Fréchet distance in " + point);
  }

  @Test
  @Timeout(120)
  void aKilledLeaderboardGoesOnWhereItWas() throws IOException, InterruptedException {
    String[] args =
        words("--guidance", "cfg", "--gamma", "2", "--steps", "4", "--choose", "9", "--seeds", "1");
    Process killed =
        Child.of(args)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("log").toFile())
            .start();
    while (killed.isAlive() && some() < 5) {
      Thread.sleep(20);
    }
    killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    Map<Path, FileTime> before = pictures();
    assertThat(before.size()).isBetween(5, 43);

    Run run = Run.of(args);

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(pictures()).hasSize(36 + 8).containsAllEntriesOf(before);
  }

  private int some() {
    try {
      return Files.exists(folder()) ? pictures().size() : 0;
    } catch (IOException | java.io.UncheckedIOException e) { // a file that was moved meanwhile
      return 0;
    }
  }

  @Test
  void aDryRunSaysWhoTakesPartAndWhatItTakes() {
    Run run =
        Run.of(words("--steps", "2", "--gamma", "1,10", "--also", "cfg + threshold", "--dry-run"));

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.text())
        .contains("strategies: default, apg, cfg,", "none,", ", cfg + threshold\n")
        .doesNotContain("perp-neg", "conditions")
        .contains("γ chosen by 4 pictures for each of 1, 10:", "reported with 8 pictures each:");
    assertThat(run.err())
        .contains("left out: compose: combines several prompts")
        .contains("left out: conditions: ")
        .contains("left out: perp-neg: takes from a negative prompt")
        .contains("left out: classifier: classifier ", "reads 64×64 pictures");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void aStoppedLeaderboardEndsWith130() {
    Interruption interruption = new Interruption();
    interruption.finished();
    interruption.stop();

    Run run = Run.stopping(interruption, words("--guidance", "cfg", "--steps", "2"));

    assertThat(run.code()).isEqualTo(ExitCode.STOPPED);
    assertThat(run.err()).endsWith("corgi: stopped\n");
  }

  @Test
  void badInputGetsOneLineThatSaysWhatWouldBeRight() throws IOException {
    refused("--gamma much: expected numbers", "--gamma", "much");
    refused("--gamma: the value '1.0' is there twice", "--gamma", "1,1.0");
    refused("did you mean 'apg'?", "--guidance", "agp");
    refused("--guidance: 'cfg' is there twice", "--guidance", "cfg,cfg");
    refused("--captions 0: must be from 1 to 10000", "--captions", "0");
    refused("--seeds 0: must be from 1 to 100000", "--guidance", "cfg", "--seeds", "0");
    refused("--choose 0: must be at least 1", "--choose", "0");
    refused("unknown sampler 'dim'", "--sampler", "dim");
    String tiny = TinyModel.write(temporary.resolve("tiny")).toString();
    refused("was not trained on portraits: say what to draw", "--model", tiny);
    refused("was not trained on portraits: name real pictures", "a cat", "--model", tiny);
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("diary.txt"), "dear diary");
    refused("is not the folder of a leaderboard, nor empty", "--guidance", "cfg");
  }

  private void refused(String message, String... args) {
    Run run = Run.of(words(args));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
  }
}

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  @TempDir static Path models;
  private static String model;

  @TempDir Path temporary;

  @BeforeAll
  static void write() throws IOException {
    model = TinyModel.write(models.resolve("tiny")).toString();
  }

  private static String[] words(Path out, String... args) {
    List<String> all = new ArrayList<>(List.of("sweep", "a cat", "--model", model));
    all.addAll(List.of("-o", out.toString(), "--no-metrics"));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private Run sweep(String... args) {
    return Run.of(words(folder(), args));
  }

  private Path folder() {
    return temporary.resolve("sweep");
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(folder().resolve("results.json").toFile());
  }

  /** When each picture was written. */
  private Map<Path, FileTime> pictures() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder().resolve("pictures"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".png")).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  @Test
  void everyCombinationIsDrawnAsGenDrawsIt() throws IOException {
    Run run = sweep("--gamma", "1,4", "--guidance", "cfg,apg", "--steps", "2", "--seeds", "3");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).startsWith("corgi: 4 cells, 12 pictures: about 36 network evaluations,");
    assertThat(run.text()).endsWith("report.html  12 pictures drawn, 0 were there\n");
    JsonNode cell = results().at("/cells/3");
    assertThat(cell.at("/values/guidance").asText()).isEqualTo("apg");
    assertThat(cell.at("/values/gamma").asText()).isEqualTo("4");
    assertThat(cell.at("/evaluations").asDouble()).isEqualTo(4); // 2 steps, 2 questions
    assertThat(results().at("/cells/0/evaluations").asDouble()).isEqualTo(2);
    assertThat(cell.at("/command").asText())
        .isEqualTo(
            "./corgi gen 'a cat' --model %s --guidance apg --steps 2 --gamma 4".formatted(model));
    Path alone = temporary.resolve("alone.png");
    Run gen =
        Run.of(
            "gen",
            "a cat",
            "--model",
            model,
            "--guidance",
            "apg",
            "--steps",
            "2",
            "--gamma",
            "4",
            "--seed",
            "2",
            "-o",
            alone.toString());
    assertThat(gen.code()).as(gen.err()).isZero();
    assertThat(folder().resolve(cell.at("/pictures").asText()).resolve("2.png"))
        .hasSameBinaryContentAs(alone);
    Path pictures = folder().resolve(cell.at("/pictures").asText());
    Run eval = Run.of("eval", pictures.toString(), "--metrics", "cost", "--json");
    assertThat(eval.code()).as(eval.err()).isEqualTo(ExitCode.DONE);
    JsonNode measured = eval.json().at("/measurements/0");
    assertThat(measured.at("/name").asText()).isEqualTo("evaluations");
    assertThat(measured.at("/value").asDouble()).isEqualTo(4);
  }

  @Test
  void aTableHasALineForEveryNumber() throws IOException {
    sweep("--gamma", "1,4", "--guidance", "cfg", "--steps", "2", "--seeds", "1");

    List<String> lines = Files.readAllLines(folder().resolve("results.csv"));
    assertThat(lines.get(0))
        .isEqualTo(
            "model,prompt,guidance,steps,gamma,address,status,metric,value,low,high,count,reference");
    assertThat(lines)
        .anyMatch(line -> line.matches(".*,a cat,cfg,2,4,\\w+,done,evaluations,4.0,,,1,"));
    assertThat(lines)
        .anyMatch(line -> line.matches(".*,a cat,cfg,2,1,\\w+,done,seconds,[0-9.E-]+,,,1,"));
  }

  @Test
  void aWiderSweepDrawsOnlyWhatIsNew() throws IOException {
    sweep("--gamma", "1,4", "--steps", "2", "--seeds", "2");
    Map<Path, FileTime> before = pictures();

    Run same = sweep("--gamma", "1,4", "--steps", "2", "--seeds", "2");
    assertThat(same.text()).endsWith("0 pictures drawn, 4 were there\n");
    Run wider = sweep("--gamma", "0,1.0,4", "--steps", "2", "--seeds", "3");

    assertThat(wider.code()).as(wider.err()).isEqualTo(ExitCode.DONE);
    assertThat(wider.err()).contains("3 cells, 9 pictures, of which 0 and 4 are there: about 11 ");
    assertThat(wider.text()).endsWith("5 pictures drawn, 4 were there\n");
    assertThat(pictures()).hasSize(9).containsAllEntriesOf(before);
    assertThat(results().at("/cells/1/seeds")).hasSize(3);
  }

  @Test
  @Timeout(120)
  void aKilledSweepGoesOnWhereItWas() throws IOException, InterruptedException {
    String[] args = {"--gamma", "2,3", "--guidance", "cfg", "--steps", "6", "--seeds", "50"};
    Process killed =
        Child.of(words(folder(), args))
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("log").toFile())
            .start();
    while (killed.isAlive() && (!Files.exists(folder().resolve("pictures")) || some() < 5)) {
      Thread.sleep(20);
    }
    killed.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    int kept = pictures().size();
    assertThat(kept).isBetween(5, 99);
    Map<Path, FileTime> before = pictures();

    Run run = sweep(args);

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err())
        .contains("about %,d network evaluations".formatted((100L - kept) * 2 * 6));
    assertThat(run.text())
        .endsWith("%d pictures drawn, %d were there\n".formatted(100 - kept, kept));
    assertThat(pictures()).hasSize(100).containsAllEntriesOf(before);
  }

  private int some() {
    try {
      return pictures().size();
    } catch (IOException | java.io.UncheckedIOException e) { // a file that was moved meanwhile
      return 0;
    }
  }

  @Test
  void aStoppedSweepEndsWith130AndGoesOn() throws IOException {
    Interruption interruption = new Interruption();
    interruption.finished();
    interruption.stop();

    Run run = Run.stopping(interruption, words(folder(), "--gamma", "2", "--steps", "2"));

    assertThat(run.code()).isEqualTo(ExitCode.STOPPED);
    assertThat(run.err()).endsWith("corgi: stopped\n");
    Run again = sweep("--gamma", "2", "--steps", "2");
    assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.DONE);
    assertThat(again.text()).endsWith("8 pictures drawn, 0 were there\n");
  }

  @Test
  void aFailingCellIsReportedAndTheOthersAreThere() throws IOException {
    Run run =
        sweep(
            "--gamma",
            "1,1e300,4",
            "--guidance",
            "cfg",
            "--modify",
            "rescale",
            "--steps",
            "2",
            "--seeds",
            "2");

    assertThat(run.code()).isEqualTo(ExitCode.PARTLY);
    assertThat(run.err()).contains("corgi: failed: ").contains("gamma = 1e300");
    assertThat(run.text()).endsWith("4 pictures drawn, 0 were there, 1 cells failed\n");
    assertThat(results().findValuesAsText("status")).containsExactly("done", "failed", "done");
    assertThat(results().at("/cells/1/failure").asText()).contains("not finite");
    assertThat(results().at("/cells/2/evaluations").asDouble()).isEqualTo(4);
    assertThat(pictures()).hasSize(4);
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndWritesNothing() {
    Run run = sweep("--gamma", "0,4", "--sampler", "ddim,heun", "--steps", "3", "--dry-run");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    // γ = 0 asks once, the default steers with two questions inside its interval.
    assertThat(run.text())
        .matches("4 cells, 32 pictures: about \\d+ network evaluations, \\d+ s\n");
    assertThat(folder()).doesNotExist();
  }

  @Test
  void cellsThatAreTheSamePictureAreDrawnOnce() throws IOException {
    Run run =
        sweep(
            "--guidance",
            "cfg,apg",
            "--set",
            "apg.eta=0,1",
            "--sampler",
            "ddim,ddim:eta=0",
            "--steps",
            "2",
            "--seeds",
            "1");

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(results().at("/cells")).hasSize(6);
    assertThat(results().at("/axes").findValuesAsText("name"))
        .containsExactly("model", "prompt", "sampler", "guidance", "apg.eta", "steps");
    assertThat(results().at("/cells/0/values/apg.eta").asText()).isEqualTo("–");
  }

  @Test
  void badInputGetsOneLineThatSaysWhatWouldBeRight() throws IOException {
    refused("--gamma: an empty value among [1, ]", "--gamma", "1,");
    refused("--gamma: the value '1.0' is there twice", "--gamma", "1,1.0");
    refused("--gamma much: expected a number", "--gamma", "much");
    refused("did you mean 'apg'?", "--guidance", "agp");
    refused(
        "guidance 'cfg': no setting 'eta'; known: gamma", "--guidance", "cfg", "--set", "eta=1");
    refused("steps = 0: must be at least 1", "--steps", "0");
    refused("(model = " + model, "--steps", "51");
    refused("--seeds 0: must be from 1 to 100000", "--seeds", "0");
    refused("'asks' is asked by no strategy", "--classifier", "asks");
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("diary.txt"), "dear diary");
    refused("is not the folder of a sweep, nor empty", "--steps", "2");
  }

  private void refused(String message, String... args) {
    Run run = sweep(args);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aFileSaysWhatOptionsMayReplace() throws IOException {
    Path file =
        Files.writeString(
            temporary.resolve("sweep.yaml"),
            """
            prompt: [a cat, a dog]
            model: %s
            gamma: [1, 2, 3]
            steps: 2
            seeds: 1
            """
                .formatted(model));

    Run run =
        Run.of("sweep", file.toString(), "--gamma", "4", "--seed", "9", "-o", folder().toString());

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.text()).endsWith("2 pictures drawn, 0 were there\n");
    assertThat(results().at("/cells/1/request/prompts/0").asText()).isEqualTo("a dog");
    assertThat(results().at("/cells/1/request/gamma").asDouble()).isEqualTo(4);
    assertThat(results().at("/cells/1/seeds/0").asInt()).isEqualTo(9);
    assertThat(results().at("/groups")).hasSize(1);
  }

  @Test
  void theNumbersOfAReportComeOutAgainFromThePictures() throws IOException {
    Run run =
        Run.of(
            "sweep",
            "a cat",
            "--model",
            model,
            "--steps",
            "2",
            "--seeds",
            "12",
            "--gamma",
            "1,4",
            "--metrics",
            "contrast,saturation",
            "--bootstrap",
            "40",
            "-o",
            folder().toString());

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode group = results().at("/groups/1");
    assertThat(group.at("/measurements")).hasSize(2);
    assertThat(group.at("/measurements/0/low").asDouble())
        .isLessThan(group.at("/measurements/0/high").asDouble());
    List<String> words = new ArrayList<>(List.of(group.at("/commands/0").asText().split(" ")));
    assertThat(words.remove(0)).isEqualTo("./corgi");
    assertThat(words).endsWith("--metrics", "contrast,saturation", "--bootstrap", "40");
    words.add("--json");
    Run eval = Run.of(words.toArray(String[]::new));
    assertThat(eval.code()).as(eval.err()).isZero();
    JsonNode again = eval.json().at("/measurements");
    for (int i = 0; i < 2; i++) {
      for (String key : List.of("value", "low", "high", "count")) {
        assertThat(again.get(i).get(key)).isEqualTo(group.at("/measurements").get(i).get(key));
      }
    }
  }

  @Test
  void aPictureThatCannotBeWrittenEndsTheSweepAndKeepsTheRest() throws IOException {
    sweep("--gamma", "1", "--steps", "2", "--seeds", "2");
    Map<Path, FileTime> before = pictures();
    String address = results().at("/cells/0/address").asText();
    sweep("--gamma", "1,2", "--steps", "2", "--seeds", "2");
    Path other = folder().resolve(results().at("/cells/1/pictures").asText());
    try (Stream<Path> files = Files.list(other)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(other);
    Files.writeString(other, "in the way");

    Run run = sweep("--gamma", "1,2", "--steps", "2", "--seeds", "2");

    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains(other.toString());
    assertThat(pictures()).containsAllEntriesOf(before);
    assertThat(folder().resolve("cells").resolve(address + ".json")).exists();
  }
}

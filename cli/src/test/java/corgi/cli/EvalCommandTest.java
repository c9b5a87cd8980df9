package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.cli.Failures.ExitCode;
import corgi.engine.generation.TinyModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  @TempDir static Path folder;
  private static String trained;

  /** What a command said and how it ended. */
  private record Outcome(int code, String out, String err) {}

  @BeforeAll
  static void makesAModelAndAnEvaluator() throws IOException {
    TinyModel.write(folder.resolve("model")); // 16×16
    Outcome outcome =
        run("train-evaluator", "portraits", "--size=16", "--steps=2", "--batch=4", out("judge"));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    trained = outcome.out();
  }

  @Test
  void anEvaluatorIsExaminedOnFreshPictures() {
    assertThat(trained)
        .contains("portraits-cnn-16@")
        .containsPattern("right on 2000 fresh pictures: all 0\\.\\d{4} figure 0\\.\\d{4} face");
  }

  @Test
  void printsARowForRealPicturesAndForEveryGamma() throws IOException {
    Path sheets = folder.resolve("sheets");
    Outcome outcome = eval("--gamma=1,4", "-o" + sheets);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out().lines().limit(7).map(line -> line.split("  +")[1]))
        .containsExactly("pictures", "real", "γ = 1", "γ = 4", "real", "γ = 1", "γ = 4");
    assertThat(outcome.out()).contains("accuracy", "frechet", "3 pictures a row", "8 real ones");
    assertThat(outcome.err()).contains("warning: ").contains("knows every pair");
    try (var files = Files.list(sheets)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("seen-1.png", "never-seen-1.png");
    }
    assertThat(eval("-o" + sheets).code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(eval("-o" + sheets, "--force").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void theSameCommandPrintsTheSameNumbers() throws IOException {
    Outcome once = eval("--json", "--seed=5");
    assertThat(eval("--json", "--seed=5").out()).isEqualTo(once.out());
    JsonNode rows = new ObjectMapper().readTree(once.out()).get("rows");
    assertThat(rows).hasSize(4);
    JsonNode drawn = rows.get(3);
    assertThat(drawn.get("pairs").asText()).isEqualTo("never-seen");
    assertThat(drawn.get("gamma").asDouble()).isEqualTo(4);
    assertThat(drawn.get("pictures")).hasSize(3);
    JsonNode last = drawn.get("pictures").get(2);
    assertThat(last.get("request").get("seeds").get(0).asLong()).isEqualTo(7);
    assertThat(last.get("request").get("prompts").get(0)).isEqualTo(last.get("prompt"));
    assertThat(rows.get(0).get("gamma").isNull()).isTrue();
    assertThat(eval("--json", "--seed=6").out()).isNotEqualTo(once.out());
  }

  @Test
  void badInputGetsOneLineThatSaysWhatWouldBeRight() {
    assertRefused(
        run("eval", model(), judge(), "--count=1"), "--count 1: must be from 2 to 100000");
    assertRefused(
        run("eval", model(), judge(), "--references=0"),
        "--references 0: must be from 2 to 100000");
    assertRefused(eval("--guidance=magic"), "unknown guidance 'magic'");
    assertRefused(run("eval", model(), "--evaluator=nowhere"), "config.json: is missing");
    assertRefused(
        run("eval", model(), "--evaluator=" + evaluator(32)),
        "draws 16×16, but evaluator %s reads 32×32: train one with --size 16 or a divisor"
            .formatted(folder.resolve("judge-32")));
    assertRefused(run("train-evaluator", "portraits", "--size=30", out("odd")), "a multiple of 4");
    assertRefused(run("train-evaluator", "dogs", out("odd")), "unknown data set 'dogs'");
  }

  @Test
  void anEvaluatorOfSmallerPicturesJudgesThemMadeSmaller() {
    Path small = evaluator(8);
    Outcome outcome =
        run("eval", model(), "--evaluator=" + small, "--count=2", "--steps=1", "--references=4");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("portraits-cnn-8@");
  }

  private static Path evaluator(int size) {
    Path path = folder.resolve("judge-" + size);
    Outcome outcome =
        run(
            "train-evaluator",
            "portraits",
            "--size=" + size,
            "--steps=1",
            "--batch=2",
            "--out=" + path);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    return path;
  }

  private static void assertRefused(Outcome outcome, String message) {
    assertThat(outcome.err()).contains(message).hasLineCount(1);
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  private static Outcome eval(String... more) {
    List<String> args =
        new ArrayList<>(List.of("eval", model(), "--count=3", "--steps=2", "--references=8"));
    args.add(judge());
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private static String model() {
    return "--model=" + folder.resolve("model");
  }

  private static String judge() {
    return "--evaluator=" + folder.resolve("judge");
  }

  private static String out(String name) {
    return "--out=" + folder.resolve(name);
  }

  private static Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream says = new PrintStream(err, true, StandardCharsets.UTF_8);
    int code = Main.run(new Console(out, says, false, new Interruption()), args);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  /** Of standard output that is one document and nothing else. */
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir static Path folder;
  private static String trained;

  /** What a command said and how it ended. */
  private record Outcome(int code, String out, String err) {}

  @BeforeAll
  static void makesAModelAndAnEvaluator() throws IOException {
    System.setProperty("corgi.cache", folder.resolve("cache").toString());
    TinyModel.write(folder.resolve("model")); // 16×16
    Outcome outcome =
        run("train-evaluator", "portraits", "--size=16", "--steps=2", "--batch=4", out("judge"));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    trained = outcome.out();
  }

  @AfterAll
  static void leavesNothing() {
    System.clearProperty("corgi.cache");
  }

  @Test
  void anEvaluatorIsExaminedOnFreshPictures() {
    assertThat(trained)
        .contains("portraits-cnn-16@")
        .containsPattern("right on 2000 fresh pictures: all 0\\.\\d{4} figure 0\\.\\d{4} face");
  }

  @Test
  void printsAColumnForRealPicturesAndForEveryGamma() throws IOException {
    Path sheets = folder.resolve("sheets");
    Outcome outcome = eval("--gamma=1,4", "-o" + sheets);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.get(0).strip().split("  +"))
        .containsExactly("seen", "seen", "seen", "never-seen", "never-seen", "never-seen");
    assertThat(lines.get(1).split("  +"))
        .containsExactly("metric", "real", "γ = 1", "γ = 4", "real", "γ = 1", "γ = 4");
    assertThat(outcome.out()).contains("accuracy", "frechet[portraits-cnn-16@", "3 pictures each");
    assertThat(outcome.out()).contains("8 of portraits 16×16, pairs never seen in training");
    assertThat(outcome.err()).contains("warning: ").contains("knows every pair");
    try (var files = Files.list(sheets)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("seen-1.png", "never-seen-1.png", "seen", "never-seen");
    }
    assertThat(eval("--gamma=1,4", "-o" + sheets).code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(eval("--gamma=1,4", "-o" + sheets, "--force").code()).isEqualTo(ExitCode.DONE);
    assertThatTheFolderGivesTheSameNumbers(sheets.resolve("seen/gamma-4"));
  }

  /** Every number comes from the PNG files alone. */
  private static void assertThatTheFolderGivesTheSameNumbers(Path pictures) throws IOException {
    String[] args = {
      "eval", pictures.toString(), judge(), "--reference=portraits", "--split=seen", "--json"
    };
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--references=8", "--bootstrap=20"));
    Outcome outcome = run(all.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    JsonNode once = MAPPER.readTree(outcome.out());
    assertThat(once.get("pictures").asInt()).isEqualTo(3);
    Path report = folder.resolve("report");
    Outcome drawn =
        eval("--gamma=4", "--json", "--bootstrap=20", "-o" + report, "--metrics=frechet,cost");
    JsonNode row = MAPPER.readTree(drawn.out()).get("rows").get(1);
    for (JsonNode one : row.get("measurements")) {
      if (!one.get("name").asText().equals("seconds")) {
        assertThat(once.get("measurements")).contains(one);
      }
    }
  }

  @Test
  void theSameCommandPrintsTheSameNumbers() throws IOException {
    String timeless = "--metrics=accuracy,frechet,kid,nearest,saturation";
    Outcome once = eval("--json", "--seed=5", timeless);
    assertThat(eval("--json", "--seed=5", timeless).out()).isEqualTo(once.out());
    JsonNode rows = MAPPER.readTree(once.out()).get("rows");
    assertThat(rows).hasSize(4);
    JsonNode drawn = rows.get(3);
    assertThat(drawn.get("pairs").asText()).isEqualTo("never-seen");
    assertThat(drawn.get("gamma").asDouble()).isEqualTo(4);
    assertThat(drawn.get("pictures")).hasSize(3);
    assertThat(drawn.get("measurements").get(0).get("name").asText()).startsWith("accuracy[");
    JsonNode last = drawn.get("pictures").get(2);
    assertThat(last.get("request").get("seeds").get(0).asLong()).isEqualTo(7);
    assertThat(last.get("request").get("prompts").get(0)).isEqualTo(last.get("prompt"));
    assertThat(rows.get(0).get("gamma").isNull()).isTrue();
    assertThat(eval("--json", "--seed=6", timeless).out()).isNotEqualTo(once.out());
  }

  @Test
  void badInputGetsOneLineThatSaysWhatWouldBeRight() {
    assertRefused(
        run("eval", model(), judge(), "--count=1"), "--count 1: must be from 2 to 100000");
    assertRefused(
        run("eval", model(), judge(), "--references=0"),
        "--references 0: must be from 2 to 100000");
    assertRefused(eval("--reference=portraits"), "--reference portraits: the questions are about");
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
  void promptsOfAFileAreDrawnAndMeasured() throws IOException {
    Path prompts = Files.writeString(folder.resolve("prompts.txt"), "a cat\n\n a dog \n");
    Path drawn = folder.resolve("of-prompts");
    String[] args = {"eval", model(), judge(), "--prompts=" + prompts, "--count=2", "--steps=2"};
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o" + drawn, "--bootstrap=20", "--metrics=accuracy,cost,saturation"));
    Outcome outcome = run(all.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("accuracy.figure[portraits-cnn-16@", "saturation");
    assertThat(outcome.out()).containsPattern("evaluations +[2-4]\\.000 +- +4");
    try (var files = Files.list(drawn)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a-cat-0.png", "a-cat-1.png", "a-dog-0.png", "a-dog-1.png");
    }
    assertRefused(run(all.toArray(String[]::new)), "a-cat-0.png: exists; --force replaces it");
    Outcome again =
        run(
            "eval",
            drawn.toString(),
            judge(),
            "--metrics=accuracy,cost,saturation",
            "--bootstrap=20");
    assertThat(again.out()).isEqualTo(outcome.out());
  }

  @Test
  void aFolderOfPicturesIsNotDrawnAgain() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertRefused(run("eval", empty.toString()), "empty: holds no PNG files to measure");
    assertRefused(run("eval", folder.resolve("no").toString()), "no: is no folder");
    assertRefused(run("eval", empty.toString(), "--gamma=3"), "--gamma: the pictures in");
    assertRefused(run("eval", empty.toString(), "--model=x"), "--model: the pictures in");
    assertRefused(run("eval", "--prompts=" + empty), "--prompts needs -o DIR");
    Path blank = Files.writeString(folder.resolve("blank.txt"), "\n \n");
    assertRefused(run("eval", "--prompts=" + blank, "-o" + empty), "blank.txt: holds no prompts");
  }

  @Test
  void aClipFolderComparesPicturesWithTheirPrompts() throws IOException {
    Path clip = Files.createDirectories(folder.resolve("clip"));
    for (String file : List.of("config.json", "model.safetensors")) {
      copy("/clip/tiny/" + file, clip.resolve(file));
    }
    for (String file : List.of("vocab.json", "merges.txt")) {
      copy("/golden/text/clip_tokenizer/" + file, clip.resolve(file));
    }
    Path prompts = Files.writeString(folder.resolve("two.txt"), "a cat\na dog");
    Path drawn = folder.resolve("for-clip");
    String features = "--features=" + clip;
    Outcome outcome =
        run("eval", model(), judge(), "--prompts=" + prompts, "--steps=1", "-o" + drawn, features);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .containsPattern("similarity\\[clip-2x24-32@[0-9a-f]{8}\\]")
        .containsPattern("diversity\\[clip-2x24-32@")
        .containsPattern("accuracy\\[portraits-cnn-16@");
    assertRefused(
        run("eval", drawn.toString(), "--features=" + drawn), "gives no features; expected one of");
  }

  private static void copy(String resource, Path to) throws IOException {
    try (var in = EvalCommandTest.class.getResourceAsStream(resource)) {
      Files.copy(in, to);
    }
  }

  @Test
  void listsWhatIsMeasured() {
    Outcome outcome = run("metrics");
    assertThat(outcome.code()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.startsWith("precision-recall (precision, recall)"))
        .anyMatch(line -> line.startsWith("frechet"))
        .allMatch(line -> line.length() < 150);
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

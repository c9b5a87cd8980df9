package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Request;
import corgi.eval.sweep.AxisValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is true. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path folder;

  private static String block(String language) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(matcher.find()).as("a block of %s", language).isTrue();
    return matcher.group(1);
  }

  /** With the embedded model it names. */
  @Test
  @Timeout(120)
  void theJavaExampleCompilesAndDraws() throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("Cat.java"), block("java"));
    String classPath = System.getProperty("java.class.path");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    assertThat(compiled).isZero();

    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                folder + System.getProperty("path.separator") + classPath,
                "Cat")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(java.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(java.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(Texts.of(Files.readAllBytes(folder.resolve("cat-7.png"))))
        .contains("a cat wearing sunglasses", "\"gamma\":10.0", "\"seeds\":[7]");
    assertThat(folder.resolve("cat-8.png")).exists();
  }

  @Test
  void everyOptionThatTheReadmeShowsExists() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String help =
        Run.of("help", "gen").text()
            + Run.of("help", "train").text()
            + Run.of("help", "data").text()
            + Run.of("help", "eval").text()
            + Run.of("help", "sweep").text()
            + Run.of("help", "leaderboard").text()
            + Run.of("help", "train-evaluator").text();
    Matcher options = Pattern.compile("(?<![-\\w])--[a-z][a-z-]+").matcher(readme);
    while (options.find()) {
      assertThat(help).contains(options.group());
    }
  }

  @Test
  void everyStrategyAndSamplerThatTheReadmeShowsExists() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher specs = Pattern.compile("--(guidance|modify|sampler) ([a-z][^ \n`]*)").matcher(readme);
    int count = 0;
    for (; specs.find(); count++) {
      for (String spec : AxisValues.split(specs.group(2))) { // sweeps have several
        check(specs.group(1), spec);
      }
    }
    assertThat(count).isGreaterThan(3);
  }

  private static void check(String option, String spec) {
    Request request = Request.of("a cat");
    switch (option) {
      case "guidance" -> request.guidance(spec).check();
      case "modify" -> request.modifiers(spec).check();
      default -> request.sampler(spec).check();
    }
  }
}

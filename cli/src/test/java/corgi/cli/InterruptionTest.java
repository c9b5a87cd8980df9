package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import corgi.engine.generation.TinyModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
  @TempDir Path folder;

  @Test
  void aStoppedCommandEndsWith130AndWritesNothing() throws IOException {
    Path model = TinyModel.write(folder.resolve("model"));
    Path out = folder.resolve("out");
    Interruption interruption = new Interruption();
    interruption.finished();
    interruption.stop();

    Run run =
        Run.stopping(interruption, "gen", "a cat", "--model", model.toString(), "-o", out + "/");

    assertThat(run.code()).isEqualTo(130);
    assertThat(run.err()).isEqualTo("corgi: stopped\n");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  @Timeout(60)
  void controlCStopsARunningProcessCleanly() throws IOException, InterruptedException {
    assumeFalse(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"));
    Path model = TinyModel.write(folder.resolve("model"));
    Path out = Files.createDirectory(folder.resolve("out"));
    Process gen =
        new ProcessBuilder(command(model, out))
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    String said = readUntil(gen.getErrorStream(), "drawing:");
    new ProcessBuilder("kill", "-INT", Long.toString(gen.pid())).start().waitFor();
    String rest = new String(gen.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(gen.waitFor(30, TimeUnit.SECONDS)).as(said + rest).isTrue();
    assertThat(gen.exitValue()).isEqualTo(130);
    assertThat(rest).endsWith("corgi: stopped\n");
    assertThat(out).isEmptyDirectory();
  }

  private static List<String> command(Path model, Path out) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dcorgi.terminal=true",
        "-Dai.djl.offline=true",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "corgi.cli.Main",
        "gen",
        "a cat",
        "--model",
        model.toString(),
        "--steps",
        Integer.toString(TinyModel.STEPS),
        "--count",
        "9000",
        "--grid",
        "-o",
        out.resolve("grid.png").toString());
  }

  private static String readUntil(InputStream in, String word) throws IOException {
    StringBuilder said = new StringBuilder();
    for (int b = in.read(); b >= 0 && said.indexOf(word) < 0; b = in.read()) {
      said.append((char) b);
    }
    return said.toString();
  }
}

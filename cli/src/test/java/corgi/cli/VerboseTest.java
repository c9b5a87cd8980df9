package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -v} adds, in a process of its own, since logging is set up once in a process. */
class VerboseTest {
  @TempDir private Path folder;

  @Test
  void saysWhatIsDrawnWithAndLeavesOutTheLibraries() throws Exception {
    assertThat(errors("-v"))
        .contains("portraits-32", "v_prediction", "sha256:", "Ddim", "1 steps", "ClassifierFree")
        .doesNotContain("a.d.", "CUDA"); // classes of DJL
  }

  @Test
  void saysNothingOfItWithoutBeingAsked() throws Exception {
    assertThat(errors("--json")).doesNotContain("Ddim", "DEBUG", "WARN");
  }

  private String errors(String option) throws Exception {
    String file = folder.resolve("a.png").toString();
    Process process =
        Child.of("gen", "a cat", option, "--model", "portraits-32", "--steps", "1", "-o", file)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import corgi.engine.generation.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line on standard error, exit code 2, nothing written. */
class BadInputTest {
  @TempDir static Path models;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void write() throws IOException {
    model = TinyModel.write(models.resolve("tiny"));
  }

  private static void assertRefused(Run run, String message) {
    assertThat(run.err()).startsWith("corgi: ").contains(message).endsWith("\n");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private Run gen(String... args) {
    List<String> all = new ArrayList<>(List.of("gen", "--model", model.toString()));
    all.addAll(List.of("-o", folder.resolve("cat.png").toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  private void assertNothingWritten() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | the prompt is empty",
        "a cat~--negative~' '        | the negative prompt is empty",
        "a cat~--gamma~NaN           | must be a finite number",
        "a cat~--gamma~1e400         | must be a finite number",
        "a cat~--gamma~ten           | --gamma ten: expected a number",
        "a cat~--gamma~1,2           | --gamma: several values need --grid",
        "a cat~--steps~0             | steps = 0: must be at least 1",
        "a cat~--steps~51            | steps = 51: must be between 1 and 50",
        "a cat~--steps~few           | 'few' is not an int",
        "a cat~--sampler~dimm        | unknown sampler 'dimm'; known: ddim, ddpm",
        "a cat~--sampler~ddim:et=1   | no setting 'et'; known: eta",
        "a cat~--sampler~ddim:eta=2  | eta = 2.0: must be between 0.0 and 1.0",
        "a cat~--sampler~ddim:eta    | expected key=value",
        "a cat~--guidance~cgf        | unknown guidance 'cgf'; known: apg, auto, cfg",
        "a cat~--modify~intervall    | unknown modifier 'intervall'; known: interval",
        "a cat~--modify~interval:l=1 | no setting 'l'; known: low, high",
        "a cat~--count~0             | count = 0: must be from 1",
        "a cat~--count~20000~--grid  | 20000 pictures: at most 10000",
        "a cat~--count~2             | is one file, but 2 pictures were asked for",
        "a cat~a dog                 | is one file, but 2 pictures were asked for",
        "a cat~--scale~0             | --scale 0: must be from 1 to 256",
        "a cat~--device~tpu          | expected one of [AUTO, CPU, GPU]",
        "a cat~--precision~fp8       | expected one of [AUTO, FP32, BF16]",
        "a cat~--sede~7              | Unknown option",
        "--seed~7                    | no prompt, and this model draws what a prompt says",
      })
  void isRefusedInOneLine(String args, String message) throws IOException {
    String[] said = args.strip().replace("' '", " ").replace("''", "").split("~", -1);

    assertRefused(gen(said), message);
    assertNothingWritten();
  }

  @Test
  void aModelThatIsNotThere() {
    assertRefused(
        Run.of("gen", "a cat", "--model", "no/model", "-o", folder + "/cat.png"),
        "model 'no/model': is neither a folder nor an embedded model");
  }

  @Test
  void aFolderThatIsNoModel() {
    assertRefused(
        Run.of("gen", "a cat", "--model", folder.toString(), "-o", "-"),
        "model_index.json: is missing");
  }

  @Test
  void aDamagedModelNamesTheFile() throws IOException {
    Path damaged = TinyModel.write(models.resolve("damaged"));
    Path weights = damaged.resolve("unet/diffusion_pytorch_model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);

    assertRefused(
        Run.of("gen", "a cat", "--model", damaged.toString(), "-o", "-"), weights.toString());
  }

  @Test
  void aModelOfAnotherShapeNamesTheTensorAndTheShapeExpected() throws IOException {
    Path misshapen = TinyModel.write(models.resolve("misshapen"));
    Path config = misshapen.resolve("unet/config.json");
    Files.writeString(config, Files.readString(config).replaceFirst("\\b12\\b", "16"));

    assertRefused(
        Run.of("gen", "a cat", "--model", misshapen.toString(), "-o", "-"),
        "'down_blocks.1.resnets.0.conv1.weight'");
  }

  @Test
  void anExistingFileIsKeptWithoutForce() throws IOException {
    Path file = Files.writeString(folder.resolve("cat.png"), "mine");

    assertRefused(gen("a cat"), "cat.png: exists; --force replaces it");
    assertThat(file).hasContent("mine");
    assertThat(gen("a cat", "--force", "--steps", "1").code()).isZero();
    assertThat(Files.size(file)).isGreaterThan(100);
  }

  private static Run to(String output, String... args) {
    List<String> all = new ArrayList<>(List.of("gen", "a cat", "--model", model.toString()));
    all.addAll(List.of("-o", output));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void outputThatCannotBeWritten() throws IOException {
    assertRefused(to(folder + "/no/cat.png"), "there is no folder");
    assertRefused(to(folder + "/cat.jpg"), "pictures are written as PNG");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(to(file.toString()), "is a file, but no .png");
    Files.delete(file);
    assertNothingWritten();
  }

  @Test
  void aFolderThatTakesNoFilesIsFoundOutBeforeDrawing() {
    Path closed = Path.of("/proc"); // not even root may
    assumeTrue(Files.isDirectory(closed));

    assertRefused(to(closed + "/cat.png"), "cannot write to the folder /proc");
  }

  @Test
  void streamAndJsonTogether() {
    assertRefused(to("-", "--json"), "both want the standard output");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "train vae", "train classifier"})
  void aTrainingWithoutDataSetOrFolder(String command) {
    assertRefused(Run.of(command.split(" ")), "Missing required parameter: 'DATASET'");
    String[] named = (command + " portraits").split(" ");
    assertRefused(Run.of(named), "Missing required option: '--out=DIR'");
  }

  @Test
  void anUnknownCommandOrNone() {
    assertRefused(Run.of("draw"), "Unmatched argument at index 0: 'draw'");
    assertRefused(Run.of(), "no command; known: gen");
  }

  @Test
  void wordsBeyondTheEncoderAreCutOffWithAWarning() {
    Run run = gen("a cat with one two three four five six words", "--steps", "1");

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("warning").contains("tokens, this model reads 8");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void negativeGammaIsDrawnWithAWarning() {
    Run run = gen("a cat", "--gamma", "-2", "--steps", "1");

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("warning: gamma = -2.0 is negative");
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import corgi.engine.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  private static final String NETWORK =
      """
      {"sample_size": 8, "in_channels": 3, "out_channels": 3, "layers_per_block": 1,
       "block_out_channels": [8], "norm_num_groups": 4, "attention_head_dim": 2,
       "down_block_types": ["CrossAttnDownBlock2D"], "up_block_types": ["CrossAttnUpBlock2D"],
       "cross_attention_dim": 384}""";

  @TempDir Path folder;
  private Path out;
  private Path network;

  @BeforeEach
  void writeNetwork() throws IOException {
    out = folder.resolve("out");
    network = Files.writeString(folder.resolve("unet.json"), NETWORK);
  }

  @Test
  void trainsGoesOnAndDraws() throws IOException {
    Run first = Run.of(train("--steps", "3"));
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("3 steps, 6 examples").contains(out.resolve("model") + "\n");
    assertThat(Run.of(train("--steps", "5")).err()).contains("5 steps, 10 examples");

    Path png = folder.resolve("cat.png"); // drawn by the model inside the training's folder
    Run gen = Run.of("gen", "a cat", "--steps", "2", "--model", out.toString(), "-o", "" + png);
    assertThat(gen.code()).as(gen.err()).isZero();
    assertThat(png).isNotEmptyFile();
  }

  @Test
  void theStateOfAnotherTrainingIsRefused() throws IOException {
    Run.of(train("--steps", "1"));
    byte[] state = Files.readAllBytes(out.resolve("checkpoints/step-000000001.safetensors"));
    Run other = Run.of(train("--steps", "2", "--seed", "9"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err().lines()).hasSize(1);
    assertThat(out.resolve("checkpoints/step-000000001.safetensors")).hasBinaryContent(state);
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path odd = Files.writeString(folder.resolve("odd.json"), "{{");
    Path other = Files.writeString(folder.resolve("other.json"), NETWORK.replace("8", "16"));
    assertRefused("size = 58: there are networks for sizes that halve down to", "--size", "58");
    assertRefused("steps = 0", "--steps", "0");
    assertRefused("minutes = -1", "--minutes", "-1");
    assertRefused("batch = 0", "--batch", "0");
    assertRefused("EMA decay = 1.0", "--ema", "1");
    assertRefused("learning rate 0.0", "--learning-rate", "0");
    assertRefused("no.json", "--unet", folder.resolve("no.json").toString());
    assertRefused("--unet %s: is not valid JSON".formatted(odd), "--unet", odd.toString());
    assertRefused("the network draws 16×16", "--unet", other.toString(), "--size", "8");
    assertRefused("is neither a folder nor", "--from", folder.resolve("no/model").toString());
  }

  private void assertRefused(String message, String... options) {
    List<String> args = new ArrayList<>(List.of("train", "portraits", "--out", out.toString()));
    args.addAll(List.of(options));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(out).doesNotExist();
  }

  @Test
  @Timeout(120)
  void controlCSavesAndTheSameCommandGoesOn() throws IOException, InterruptedException {
    assumeFalse(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"));
    Process training = Child.of(train("--steps", "100000")).start();
    String said = Child.interruptedAt("step 1", training);
    assertThat(training.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    assertThat(training.exitValue()).as(said).isEqualTo(130);

    long steps = steps();
    assertThat(steps).isPositive();
    Run on = Run.of(train("--steps", Long.toString(steps + 1)));
    assertThat(on.err()).contains("%d steps, %d examples".formatted(steps + 1, 2 * (steps + 1)));
    assertThat(steps()).isEqualTo(steps + 1);
  }

  private long steps() throws IOException {
    return CheckpointFolder.open(out.resolve("model")).checkpoint().provenance().training().steps();
  }

  private String[] train(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "portraits",
                "--size",
                "8",
                "--unet",
                network.toString(),
                "--batch",
                "2",
                "--precision",
                "fp32",
                "--out",
                out.toString()));
    args.addAll(List.of(options));
    return args.toArray(String[]::new);
  }
}

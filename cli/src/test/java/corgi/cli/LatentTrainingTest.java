package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Latent diffusion, from the autoencoder to pictures. */
class LatentTrainingTest {
  @TempDir static Path folder;
  private static Path vae;

  @BeforeAll
  static void trainAutoencoder() {
    vae = folder.resolve("vae");
    Run run =
        Run.of(
            "train",
            "vae",
            "portraits",
            "--kind",
            "kl",
            "--size",
            "32",
            "--widths",
            "8,16,16",
            "--batch",
            "2",
            "--steps",
            "2",
            "--precision",
            "fp32",
            "--out",
            "" + vae);
    assertThat(run.code()).as(run.err()).isZero();
  }

  @Test
  void latentsAreEncodedOnceLearnedAndDecoded() throws IOException {
    Path out = folder.resolve("out");
    Run first = train(out, "2");
    assertThat(first.code()).as(first.err()).isZero();
    Path cache = out.resolve("latents/training/000000.safetensors");
    FileTime written = Files.getLastModifiedTime(cache);
    Run second = train(out, "3");
    assertThat(second.err()).contains("3 steps, 6 examples");
    assertThat(Files.getLastModifiedTime(cache)).isEqualTo(written);
    assertThat(out.resolve("model/vae/config.json")).content().contains("AutoencoderKL");
    assertThat(out.resolve("model/model_index.json")).content().contains("\"vae\"");
    assertThat(out.resolve("model/scheduler/scheduler_config.json"))
        .content()
        .contains("\"clip_sample\" : false");
    assertThat(out.resolve("model/unet/config.json")).content().contains("\"sample_size\" : 8");

    Path png = folder.resolve("cat.png");
    Run gen =
        Run.of("gen", "a cat", "--model", "" + out, "--steps", "2", "--scale", "1", "-o", "" + png);
    assertThat(gen.code()).as(gen.err()).isZero();
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isEqualTo(32);
    assertThat(image.getHeight()).isEqualTo(32);

    Run eval =
        Run.of("eval", "--model", "" + out, "--steps", "1", "--count", "2", "--references", "4");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.text()).contains("accuracy");
  }

  @Test
  void whatHasNoLatentsIsRefused() {
    assertRefused("is neither a folder", "--latent", "" + folder.resolve("none"));
    assertRefused("--latents without --latent", "--latents", "5");
    assertRefused("latents = 0", "--latent", "" + vae, "--latents", "0");
    assertRefused(
        "a mask keeps pixels",
        "--latent",
        "" + vae,
        "--latents",
        "4",
        "--condition",
        "text",
        "--condition",
        "mask");
  }

  private static void assertRefused(String message, String... options) {
    List<String> args =
        new ArrayList<>(List.of("train", "portraits", "--size", "32", "--steps", "1"));
    args.addAll(List.of(options));
    args.addAll(List.of("--out", "" + folder.resolve("refused")));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("refused/model")).doesNotExist();
  }

  private static Run train(Path out, String steps) {
    return Run.of(
        "train",
        "portraits",
        "--size",
        "32",
        "--latent",
        "" + vae,
        "--latents",
        "20",
        "--batch",
        "2",
        "--steps",
        steps,
        "--precision",
        "fp32",
        "--validate-every",
        "never",
        "--out",
        "" + out);
  }
}

package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.cli.Failures.ExitCode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenTests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures that the {@code StableDiffusionInpaintPipeline} of diffusers 0.40.0.dev0 saved with the
 * recorded U-Net of nine channels in the recorded pipeline's place, and {@code
 * generator=torch.Generator().manual_seed(7)}. The mask is grey at its edge and does not keep to
 * the latents' squares.
 */
class InpaintingReferenceTest {
  private static final ReferencePictures PICTURES = new ReferencePictures("inpainting");

  @TempDir static Path folder;

  @BeforeAll
  static void copy() throws IOException {
    DamagedPipeline whole = DamagedPipeline.whole(folder.resolve("sd"));
    whole.set("model_index.json", "_class_name", "\"StableDiffusionInpaintPipeline\"");
    GoldenCase nine =
        GoldenTests.shipped("UNet2DConditionModel")
            .filter(golden -> golden.config().path("in_channels").asInt() == 9)
            .findFirst()
            .orElseThrow();
    for (String name : List.of("config.json", DamagedPipeline.WEIGHTS)) {
      try (InputStream in = nine.open(name)) {
        Path file = whole.path().resolve("unet").resolve(name);
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    PICTURES.copyGivens(folder);
  }

  @TestFactory
  Stream<DynamicTest> aSeedGivesTheSamePictureAsInDiffusers() throws IOException {
    return PICTURES.tests(folder);
  }

  private static Run gen(Path model, String... more) {
    List<String> args = List.of("gen", "a red cat", "--model", model.toString(), "-o", "-");
    return Run.of(Stream.concat(args.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void withoutAMaskItSaysWhatItWants() {
    Run run = gen(folder.resolve("sd"));

    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err())
        .isEqualTo(
            "corgi: no mask: this model draws the part of a picture that a mask leaves open; give"
                + " it both, the picture (--init) and the mask (--mask), white where it is drawn"
                + " anew\n");
  }

  @Test
  void anotherPipelineWithThatNetworkIsRefused(@TempDir Path other) throws IOException {
    DamagedPipeline plain = DamagedPipeline.whole(other);
    for (String name : List.of("config.json", DamagedPipeline.WEIGHTS)) {
      String file = "unet/" + name;
      Files.copy(
          folder.resolve("sd").resolve(file),
          plain.path().resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }

    assertThat(gen(other).err())
        .contains("the U-Net reads 9 channels, the autoencoder's latents have 4")
        .contains("in a StableDiffusionInpaintPipeline 9");
  }
}

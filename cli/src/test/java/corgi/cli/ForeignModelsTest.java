package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.NoiseSource;
import corgi.engine.generation.Recipe;
import corgi.engine.golden.GoldenTests;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does with models of others, from the command line. */
class ForeignModelsTest {
  @TempDir static Path models;
  @TempDir Path folder;

  @BeforeAll
  static void copy() throws IOException {
    GoldenTests.shipped("diffusers_folder").findFirst().orElseThrow().extract(models.resolve("sd"));
    var golden = GoldenTests.shipped("EncoderUNetModel").findFirst().orElseThrow();
    try (InputStream in = golden.open("weights.safetensors")) {
      Files.copy(in, models.resolve("judge.safetensors"));
    }
    Files.writeString(
        models.resolve("judge.json"),
        """
        {"image_size": 8, "classifier_width": 32, "channel_mult": "1,1", "classifier_depth": 1,
         "classifier_attention_resolutions": "4", "classifier_num_head_channels": 16,
         "classifier_num_classes": 5}""");
    golden =
        GoldenTests.shipped("UNetModel")
            .filter(unet -> !unet.config().has("num_classes"))
            .findFirst()
            .orElseThrow();
    try (InputStream in = golden.open("weights.safetensors")) {
      Files.copy(in, models.resolve("unet.safetensors"));
    }
    Files.writeString(
        models.resolve("unet.json"),
        """
        {"image_size": 8, "num_channels": 32, "channel_mult": "1,1", "num_res_blocks": 1,
         "attention_resolutions": "4", "num_heads": 2, "use_scale_shift_norm": false,
         "timestep_respacing": "5"}""");
  }

  private Run gen(String model, String... args) {
    List<String> all =
        new ArrayList<>(List.of("gen", "--model", models.resolve(model).toString(), "--seed", "7"));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  private byte[] picture(String model, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o", "-", "--no-metadata"));
    Run run = gen(model, all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private Recipe recipe(Path png) throws IOException {
    String bytes = new String(Files.readAllBytes(png), StandardCharsets.UTF_8);
    return Recipe.fromJson(bytes.substring(bytes.indexOf('{'), bytes.lastIndexOf("\"}") + 2));
  }

  @Test
  void aPipelineIsSteeredByAnyStrategyAtAnyStrength() {
    List<byte[]> pictures = new ArrayList<>();
    for (String strategy : List.of("cfg", "apg", "cfg-zero")) {
      for (String gamma : List.of("1", "7.5", "10")) {
        pictures.add(
            picture("sd", "a red cat", "--steps", "4", "--guidance", strategy, "--gamma", gamma));
      }
    }
    assertThat(Arrays.equals(pictures.get(0), pictures.get(3))).as("all agree at 1").isTrue();
    for (int i : new int[] {1, 2, 4, 5, 7, 8}) {
      for (int j : new int[] {0, 1, 2, 4, 5, 7, 8}) {
        assertThat(Arrays.equals(pictures.get(i), pictures.get(j))).isEqualTo(i == j);
      }
    }
  }

  @Test
  void defaultsAreThePipelinesAndAreWrittenDown() throws IOException {
    Path file = folder.resolve("cat.png");
    assertThat(gen("sd", "a red cat", "--steps", "4", "-o", file.toString()).code()).isZero();
    Recipe recipe = recipe(file);
    assertThat(recipe.request().steering().gamma()).isEqualTo(7.5);
    assertThat(recipe.request().steering().modifiers()).isEmpty();
    assertThat(recipe.request().course().sampler()).isNull();
    assertThat(recipe.request().course().scheduler()).hasToString("PNDMScheduler");
    assertThat(recipe.weights().model()).startsWith("sha256:");
  }

  @Test
  void schedulersNoiseSizeAndNegativePromptReachThePicture() {
    List<byte[]> pictures =
        List.of(
            picture("sd", "a cat", "--steps", "4"),
            picture("sd", "a cat", "--steps", "4", "--noise", "torch"),
            picture("sd", "a cat", "--steps", "4", "--negative", "blurry"),
            picture("sd", "a cat", "--steps", "4", "--scheduler", "EulerDiscreteScheduler"),
            picture(
                "sd",
                "a cat",
                "--steps",
                "4",
                "--scheduler",
                "EulerDiscreteScheduler:use_karras_sigmas=true"),
            picture("sd", "a cat", "--steps", "4", "--sampler", "heun"),
            picture("sd", "a cat", "--steps", "4", "--size", "24x16"));
    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(Arrays.equals(pictures.get(i), pictures.get(j))).as("%d, %d", i, j).isFalse();
      }
    }
  }

  /**
   * The two pictures are what diffusers 0.39 saved on PyTorch 2.13 for this folder and call, with
   * {@code generator=torch.Generator().manual_seed(7)}: the folder's own scheduler, and {@code
   * EulerAncestralDiscreteScheduler.from_config}, which draws noise at every step.
   */
  @ParameterizedTest
  @CsvSource({
    "diffusers-pndm.png, PNDMScheduler",
    "diffusers-euler-ancestral.png, EulerAncestralDiscreteScheduler"
  })
  void withTorchsNoiseASeedGivesTheSamePictureAsInDiffusers(String picture, String scheduler)
      throws IOException {
    byte[] ours =
        picture(
            "sd",
            "a photo of a red cat sitting on the table",
            "--negative",
            "blurry",
            "--gamma",
            "7.5",
            "--steps",
            "10",
            "--scheduler",
            scheduler,
            "--noise",
            "torch");
    try (InputStream theirs = ForeignModelsTest.class.getResourceAsStream(picture)) {
      assertThat(pixels(ours)).isEqualTo(pixels(theirs.readAllBytes()));
    }
  }

  private static int[] pixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void aFileOfGuidedDiffusionNeedsNoPrompt() throws IOException {
    Path file = folder.resolve("picture.png");
    Run run = gen("unet.safetensors", "-o", file.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(recipe(file).request().course().steps()).as("as its flags say").isEqualTo(5);
    assertThat(recipe(file).request().course().noise()).isEqualTo(NoiseSource.CORGI);
  }

  @Test
  void aClassifierSteersItToALabel() {
    String judge = models.resolve("judge.safetensors").toString();
    byte[] plain = picture("unet.safetensors");
    byte[] one = picture("unet.safetensors", "--classifier", judge, "--label", "1");
    byte[] three = picture("unet.safetensors", "--classifier", judge, "--label", "3");
    byte[] harder =
        picture("unet.safetensors", "--classifier", judge, "--label", "3", "--gamma", "10");
    byte[] implicit =
        picture("unet.safetensors", "--classifier", judge, "--label", "3", "--sampler", "ddim");
    List<byte[]> all = List.of(plain, one, three, harder, implicit);
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(Arrays.equals(all.get(i), all.get(j))).as("%d, %d", i, j).isFalse();
      }
    }
  }

  /** The documented promise: a picture does not depend on what is drawn beside it. */
  @Test
  void severalSeedsAreTheSamePicturesAsAlone() throws IOException {
    assertThat(gen("sd", "a cat", "--steps", "3", "--count", "2", "-o", folder + "/").code())
        .isZero();
    byte[] alone =
        Run.of(
                "gen",
                "a cat",
                "--model",
                models.resolve("sd").toString(),
                "--steps",
                "3",
                "--seed",
                "8",
                "-o",
                "-")
            .out();
    assertThat(folder.resolve("a-cat-8.png")).hasBinaryContent(alone);
  }
}

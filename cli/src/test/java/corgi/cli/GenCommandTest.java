package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.generation.Recipe;
import corgi.engine.generation.TinyModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenCommandTest {
  @TempDir static Path models;
  private static String model;

  @TempDir Path folder;

  @BeforeAll
  static void write() throws IOException {
    model = TinyModel.write(models.resolve("tiny")).toString();
  }

  private static Run gen(String... args) {
    List<String> all = new ArrayList<>(List.of("gen", "--model", model, "--steps", "3"));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void oneFileOfOnePrompt() throws IOException {
    Run run = gen("a cat", "--seed", "7", "-o", in("cat.png"));

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.text()).matches("\\S*cat\\.png  seed 7, \\d+\\.\\d s\n");
    assertThat(files()).containsExactly("cat.png");
    BufferedImage image = ImageIO.read(folder.resolve("cat.png").toFile());
    assertThat(image.getWidth()).isEqualTo(16);
  }

  @Test
  void sameRequestSameBytesAloneTwiceOrAmongOthers() throws IOException {
    gen("a cat", "--seed", "7", "-o", in("alone.png"));
    gen("a cat", "--seed", "7", "-o", in("again.png"));
    gen("a cat", "--seed", "6", "--count", "3", "-o", in("three"));

    assertThat(folder.resolve("again.png")).hasSameBinaryContentAs(folder.resolve("alone.png"));
    assertThat(folder.resolve("three/a-cat-7.png"))
        .hasSameBinaryContentAs(folder.resolve("alone.png"));
    assertThat(Files.readAllBytes(folder.resolve("three/a-cat-8.png")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("alone.png")));
  }

  @Test
  void everyArgumentIsAPromptWithFilesNamedAfterIt() throws IOException {
    Run run = gen("A cat!", "un café noir", "--seed", "1", "--count", "2", "-o", in(""));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(files())
        .containsExactly("a-cat-1.png", "a-cat-2.png", "un-cafe-noir-1.png", "un-cafe-noir-2.png");
    assertThat(run.text().lines()).hasSize(4).allMatch(line -> line.contains("seed "));
  }

  @Test
  void gammaGuidanceModifiersSamplerAndNegativePromptReachThePicture() throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (String[] options :
        new String[][] {
          {"--gamma", "1"},
          {"--gamma", "8"},
          {"--gamma", "8", "--negative", "a dog"},
          {"--gamma", "8", "--guidance", "apg"},
          {"--gamma", "8", "--guidance", "cfg", "--modify", "rescale"},
          {"--gamma", "8", "--sampler", "ddim:eta=1"},
        }) {
      List<String> args = new ArrayList<>(List.of("a cat", "--seed", "7", "-o", "-"));
      args.addAll(List.of(options));
      args.add("--no-metadata");
      Run run = gen(args.toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isZero();
      pictures.add(run.out());
    }

    for (int i = 0; i < pictures.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(pictures.get(i)).as("%d and %d", i, j).isNotEqualTo(pictures.get(j));
      }
    }
  }

  @Test
  void streamIsThePictureAndNothingElse() throws IOException {
    Run run = gen("a cat", "--seed", "7", "-o", "-", "--scale", "3");

    assertThat(read(run.out()).getWidth()).isEqualTo(48);
    assertThat(run.err()).matches("corgi: seed 7, \\d+\\.\\d s\n");
  }

  @Test
  void thePngCarriesTheRequestUnlessAskedNotTo() throws IOException {
    String json = Texts.of(gen("a cat", "--seed", "7", "--gamma", "2.5", "-o", "-").out());

    Recipe recipe = Recipe.fromJson(json);
    assertThat(recipe.request().words().prompt()).isEqualTo("a cat");
    assertThat(recipe.request().steering().gamma()).isEqualTo(2.5);
    assertThat(recipe.request().seeds()).containsExactly(7L);
    assertThat(recipe.request().course().steps()).isEqualTo(3);
    assertThat(recipe.setup().model()).isEqualTo(model);
    assertThat(Texts.of(gen("a cat", "--seed", "7", "-o", "-", "--no-metadata").out())).isNull();
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    Run run = gen("a cat", "--seed", "7", "--count", "2", "-o", in(""), "--json", "--gamma", "-1");

    JsonNode json = run.json();
    assertThat(json.at("/files/0/file").textValue()).isEqualTo(in("a-cat-7.png"));
    assertThat(json.at("/files/1/pictures/0/seed").longValue()).isEqualTo(8);
    assertThat(json.at("/files/0/pictures/0/request/prompts/0").textValue()).isEqualTo("a cat");
    assertThat(json.at("/files/0/pictures/0/seconds").doubleValue()).isPositive();
    assertThat(json.at("/warnings/0").textValue()).contains("gamma = -1.0 is negative");
    assertThat(run.text().lines()).hasSize(1);
  }

  @Test
  void aGridIsOneSheetWithARowPerPromptAndAColumnPerGamma() throws IOException {
    Run run =
        gen("a cat", "a dog", "--gamma", "0,1,3", "--seed", "7", "--grid", "-o", in("grid.png"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text()).contains("grid.png  6 pictures, seed 7");
    byte[] png = Files.readAllBytes(folder.resolve("grid.png"));
    JsonNode recipes = new ObjectMapper().readTree(Texts.of(png));
    assertThat(recipes).hasSize(6);
    assertThat(recipes.at("/4/prompts/0").textValue()).isEqualTo("a dog");
    assertThat(recipes.at("/4/gamma").doubleValue()).isEqualTo(1);
    BufferedImage cell =
        read(gen("a dog", "--gamma", "1", "--seed", "7", "--scale", "2", "-o", "-").out());
    assertThat(SheetTest.contains(read(png), cell)).isTrue();
  }

  @Test
  void theSeedOfAnUnseededPictureIsPrintedAndDrawsItAgain() throws IOException {
    Run fresh = gen("a cat", "-o", in("fresh.png"));
    String seed = fresh.text().replaceAll("(?s).*seed (\\d+),.*", "$1");
    gen("a cat", "--seed", seed, "-o", in("again.png"));

    assertThat(folder.resolve("again.png")).hasSameBinaryContentAs(folder.resolve("fresh.png"));
  }
}

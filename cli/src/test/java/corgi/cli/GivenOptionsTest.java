package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Png;
import corgi.engine.generation.Raster;
import corgi.engine.generation.Recipe;
import corgi.engine.generation.TinyModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gen} with a picture to begin with and a mask. */
class GivenOptionsTest {
  private static final int SIDE = 16;

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    TinyModel.write(folder.resolve("tiny"));
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i % 251);
    }
    write("init.png", SIDE, rgb);
    byte[] half = new byte[rgb.length];
    write("black.png", SIDE, half.clone());
    Arrays.fill(half, 0, half.length / 2, (byte) 255);
    write("mask.png", SIDE, half);
    write("small.png", 4, new byte[48]);
    Files.writeString(folder.resolve("text.png"), "text");
  }

  private static void write(String name, int side, byte[] rgb) throws IOException {
    Files.write(folder.resolve(name), Png.encode(new Raster(side, side, rgb), Map.of()));
  }

  /** Files are named after {@code @}. */
  private static Run gen(String... args) {
    List<String> all = new ArrayList<>(List.of("gen", "a cat", "--steps", "4", "--seed", "7"));
    all.addAll(List.of("--model", folder.resolve("tiny").toString(), "-o", "-"));
    for (String arg : args) {
      all.add(arg.startsWith("@") ? folder.resolve(arg.substring(1)).toString() : arg);
    }
    return Run.of(all.toArray(String[]::new));
  }

  private static int[] pixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  @Test
  void strengthZeroIsThePicture() throws IOException {
    Run run = gen("--init", "@init.png", "--strength", "0");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(pixels(run.out()))
        .containsExactly(pixels(Files.readAllBytes(folder.resolve("init.png"))));
  }

  @Test
  void theMaskKeepsWhatIsBlack() throws IOException {
    Run run = gen("--init", "@init.png", "--mask", "@mask.png", "--resample", "2");

    assertThat(run.code()).as(run.err()).isZero();
    int[] given = pixels(Files.readAllBytes(folder.resolve("init.png")));
    int[] drawn = pixels(run.out());
    int half = SIDE * SIDE / 2;
    assertThat(Arrays.copyOfRange(drawn, half, 2 * half))
        .containsExactly(Arrays.copyOfRange(given, half, 2 * half));
    assertThat(Arrays.copyOf(drawn, half)).isNotEqualTo(Arrays.copyOf(given, half));
    Recipe recipe = Recipe.fromJson(Texts.of(run.out()));
    assertThat(recipe.request().givens().mask().rounds()).isEqualTo(2);
    assertThat(recipe.request().givens().strength()).isEqualTo(1);
  }

  @Test
  void everyStrengthIsAnotherPicture() {
    List<byte[]> pictures = new ArrayList<>();
    for (String strength : List.of("0", "0.25", "0.5", "1")) {
      pictures.add(gen("--init", "@init.png", "--strength", strength, "--no-metadata").out());
    }
    pictures.add(gen("--no-metadata").out());

    assertThat(pictures).doesNotHaveDuplicates();
    assertThat(gen("--init", "@init.png", "--no-metadata").out()) // .8 of 4 steps are 3
        .isEqualTo(gen("--init", "@init.png", "--strength", "0.75", "--no-metadata").out());
  }

  @Test
  void aPictureOfAnotherSizeIsScaled() {
    assertThat(gen("--init", "@small.png").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strength~0.5                            | --strength needs --init",
        "--mask~@mask.png                          | --mask needs --init",
        "--init~@init.png~--resample~2             | --resample needs a --mask",
        "--init~@init.png~--no-paste               | --no-paste needs a --mask",
        "--init~@none.png                          | none.png: no such file",
        "--init~@text.png                          | text.png: is no image that can be read",
        "--init~@tiny                              | is a folder, expected a picture",
        "--init~@init.png~--strength~1.5           | strength = 1.5: must be from 0",
        "--init~@init.png~--strength~NaN           | strength = NaN: must be from 0",
        "--init~@init.png~--strength~0.1           | strength = 0.1 of 4 steps is less than one step",
        "--init~@init.png~--mask~@small.png        | the mask is black all over",
        "--init~@small.png~--mask~@mask.png        | the mask has 16x16 pixels and the init picture 4x4",
        "--init~@init.png~--mask~@black.png        | the mask is black all over",
        "--init~@init.png~--mask~@mask.png~--resample~0 | resample = 0: steps are made from 1",
        "--init~@init.png~--mask~@mask.png~--resample~2~--sampler~unipc | need a sampler that does not",
        "--points~0.5,0.5:nose                     | 'nose': this model was not trained on points",
        "--points~0.5:nose                         | expected x,y:name, such as",
        "--points~0.5,2:nose                       | both must be from 0, left and top, to 1",
        "--points~0,0:a;1,1:a                      | point 'a' is given twice",
      })
  void isRefusedInOneLine(String args, String message) {
    Run run = gen(args.strip().split("~", -1));

    assertThat(run.err()).startsWith("corgi: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}

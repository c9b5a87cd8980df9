package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are told other things than text, from training to pictures. */
class ConditionedTrainingTest {
  private static final int SIDE = 8;

  @TempDir static Path folder;
  private static Path everything;
  private static Path classes;
  private static Path init;
  private static Path mask;

  @BeforeAll
  static void train() throws IOException {
    everything =
        trained(
            "everything",
            List.of("text", "label:head=figure,drop=0.2", "mask:drop=0.5", "points:drop=0.5"));
    classes = trained("classes", List.of("label:head=figure"));
    init = picture("init.png", 0xC04020, 0xC04020);
    mask = picture("mask.png", 0xFFFFFF, 0);
  }

  private static Path trained(String name, List<String> conditions, String... more) {
    Path out = folder.resolve(name);
    List<String> args =
        new ArrayList<>(
            List.of("train", "portraits", "--size", "" + SIDE, "--batch", "2", "--steps", "10"));
    conditions.forEach(condition -> args.addAll(List.of("--condition", condition)));
    // Last layers begin with zeros: only a large rate makes a difference within a few steps.
    args.addAll(List.of("--learning-rate", "0.004", "--warm-up", "0"));
    args.addAll(List.of("--precision", "fp32", "--validate-every", "never", "--out", "" + out));
    args.addAll(List.of(more));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return out;
  }

  /** The upper half in one colour, the lower one in another. */
  private static Path picture(String name, int upper, int lower) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, i < SIDE * SIDE / 2 ? upper : lower);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void whatAModelIsToldIsStoredWithIt() throws IOException {
    String corgi = Files.readString(everything.resolve("model/corgi.json"));
    assertThat(corgi).contains("\"label\"", "\"figure\"", "\"mask\"", "\"points\"", "\"left-eye\"");
    String unet = Files.readString(everything.resolve("model/unet/config.json"));
    assertThat(unet).contains("\"in_channels\" : 10", "\"out_channels\" : 3");
    assertThat(Files.readString(classes.resolve("model/unet/config.json")))
        .contains("\"UNet2DModel\"", "\"num_class_embeds\" : 22");
  }

  @Test
  void everyConditionChangesThePicture() {
    byte[] plain = drawn(everything, "plain", "a cat");
    assertThat(drawn(everything, "again", "a cat")).isEqualTo(plain);
    assertThat(drawn(everything, "text", "a dog")).isNotEqualTo(plain);
    assertThat(drawn(everything, "label", "a cat", "--label", "dog")).isNotEqualTo(plain);
    byte[] points =
        drawn(everything, "points", "a cat", "--points", "0.3,0.4:left-eye;0.5,0.1:top");
    assertThat(points).isNotEqualTo(plain);
    assertThat(
            drawn(
                everything,
                "harder",
                "a cat",
                "--points",
                "0.3,0.4:left-eye;0.5,0.1:top",
                "--gamma",
                "4,points=10"))
        .isNotEqualTo(points)
        .isNotEqualTo(plain);
  }

  @Test
  void whatTheMaskKeepsIsKept() throws IOException {
    drawn(everything, "kept", "a cat", "--init", "" + init, "--mask", "" + mask);
    BufferedImage kept = ImageIO.read(folder.resolve("kept.png").toFile());
    for (int x = 0; x < SIDE; x++) {
      assertThat(kept.getRGB(x, SIDE - 1) & 0xFFFFFF).isEqualTo(0xC04020);
    }
  }

  @Test
  void aModelOfClassesTakesNumbersNamesAndPrompts() {
    byte[] named = drawn(classes, "named", "--label", "panda");
    assertThat(drawn(classes, "prompt", "a panda")).isEqualTo(named);
    assertThat(drawn(classes, "other", "--label", "0")).isNotEqualTo(named);
    Run run = gen(classes, "remark", "--label", "0");
    assertThat(run.err()).contains("figure 0 (");
  }

  @Test
  void whatAModelIsNotToldIsRefused() {
    assertRefused(gen(classes, "x", "--label", "corgi"), "label corgi: no such class");
    assertRefused(gen(classes, "x"), "no class, and this model draws one");
    assertRefused(
        gen(classes, "x", "--label", "0", "--points", "0.5,0.5:top"),
        "this model was not trained on points");
    assertRefused(
        gen(classes, "x", "--label", "0", "--gamma", "2,points=3"),
        "a γ for points: this model is told only label");
    assertRefused(
        gen(everything, "x", "a cat", "--points", "0.5,0.5:tail"),
        "point 'tail': this model knows ");
    assertRefused(gen(everything, "x"), "no prompt");
  }

  @Test
  void conditionsThatDataDoNotSayAreRefused() {
    assertTrainRefused("condition label: head is not said", "--condition", "label");
    assertTrainRefused("unknown condition 'smell'", "--condition", "smell");
    assertTrainRefused("condition mask: no setting 'head'", "--condition", "mask:head=x");
    assertTrainRefused("--drop 2.0", "--drop", "2");
  }

  @Test
  void aNetworkBeginsWithOneThatIsToldLess() {
    Path text = trained("text", List.of("text"));
    Path more = trained("more", List.of("text", "points"), "--from", "" + text);
    assertThat(more.resolve("model")).isDirectory();
    assertTrainRefused(
        "the same must come first",
        "--condition",
        "text",
        "--condition",
        "mask",
        "--condition",
        "points",
        "--from",
        "" + everything);
  }

  private static void assertTrainRefused(String message, String... options) {
    List<String> args =
        new ArrayList<>(List.of("train", "portraits", "--size", "8", "--steps", "1"));
    args.addAll(List.of(options));
    args.addAll(List.of("--out", "" + folder.resolve("refused")));
    assertRefused(Run.of(args.toArray(String[]::new)), message);
    assertThat(folder.resolve("refused/model")).doesNotExist();
  }

  private static void assertRefused(Run run, String message) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).contains(message);
  }

  private static byte[] drawn(Path model, String name, String... options) {
    Run run = gen(model, name, options);
    assertThat(run.code()).as(run.err()).isZero();
    try {
      BufferedImage image = ImageIO.read(folder.resolve(name + ".png").toFile());
      byte[] pixels = new byte[3 * SIDE * SIDE];
      for (int i = 0; i < SIDE * SIDE; i++) {
        int rgb = image.getRGB(i % SIDE, i / SIDE);
        for (int c = 0; c < 3; c++) {
          pixels[3 * i + c] = (byte) (rgb >> 8 * c);
        }
      }
      return pixels;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run gen(Path model, String name, String... options) {
    List<String> args = new ArrayList<>(List.of("gen"));
    args.addAll(List.of(options));
    args.addAll(
        List.of("--model", "" + model, "--steps", "4", "--seed", "1", "--scale", "1", "--force"));
    args.addAll(List.of("-o", "" + folder.resolve(name + ".png")));
    return Run.of(args.toArray(String[]::new));
  }
}

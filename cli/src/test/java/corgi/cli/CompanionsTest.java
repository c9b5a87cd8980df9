package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.tensor.ScriptFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies that ask more than the model, by their names alone and with what users have. */
class CompanionsTest {
  @TempDir private Path folder;

  private Run gen(String name, String... more) {
    List<String> all = new ArrayList<>(List.of("gen", "a cat wearing sunglasses", "--seed", "3"));
    all.addAll(List.of("--steps", "3", "-o", folder.resolve(name).toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(new String[0]));
  }

  private int[] pixels(String name) throws IOException {
    var image = ImageIO.read(folder.resolve(name).toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private String metadata(String name) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(name)), "ISO-8859-1");
  }

  @Test
  void classifierAndWeakerModelNeedNoNameWithTheDefaultModel() throws IOException {
    for (String strategy : List.of("none", "classifier", "universal", "auto")) {
      Run run = gen(strategy + ".png", "--guidance", strategy);
      assertThat(run.code()).as("%s: %s", strategy, run.err()).isZero();
      if (!strategy.equals("none")) {
        assertThat(pixels(strategy + ".png")).isNotEqualTo(pixels("none.png"));
      }
    }
    assertThat(metadata("classifier.png")).contains("\"classifier\":\"portraits-classifier-64\"");
    assertThat(metadata("auto.png")).contains("\"weak\":\"portraits-64-early\"", "weakWeights");
    assertThat(metadata("none.png")).doesNotContain("classifier", "weak");
    assertThat(metadata("auto.png")).as("its own preset").contains("\"gamma\":2.0");
    assertThat(metadata("classifier.png")).contains("\"gamma\":4.0");
  }

  /** A classifier of two classes by the mean of red less that of blue. */
  private String torchScript() throws IOException {
    Path net = folder.resolve("net");
    Files.createDirectories(net);
    ScriptFiles.write(
        net.resolve("redness.pt"),
        "m = torch.mean(x, [2, 3])\n"
            + "d = torch.mul(torch.sub(torch.select(m, 1, 0), torch.select(m, 1, 2)), 100.)\n"
            + "return torch.stack([d, torch.neg(d)], 1)");
    Files.writeString(net.resolve("synset.txt"), "red\nblue\n");
    Files.writeString(net.resolve("serving.properties"), "width=32\nheight=32\nnormalize=false\n");
    return net.toString();
  }

  @Test
  void aTorchScriptClassifierSteersToItsClasses() throws IOException {
    String net = torchScript();
    for (String label : List.of("red", "blue")) {
      Run run =
          gen(label + ".png", "--guidance", "universal", "--classifier", net, "--label", label);
      assertThat(run.code()).as(run.err()).isZero();
    }
    assertThat(redness("red.png")).isGreaterThan(redness("blue.png") + 20);
    assertThat(gen("a.png", "--guidance", "universal", "--classifier", net).err())
        .contains("is no sentence that the classifier reads labels off");
    assertThat(
            gen("a.png", "--guidance", "classifier", "--classifier", net, "--label", "red").err())
        .contains("this one knows clean ones only; guidance 'universal'");
    assertThat(folder.resolve("a.png")).doesNotExist();
  }

  /** The mean of red less blue, in levels. */
  private double redness(String name) throws IOException {
    return Arrays.stream(pixels(name))
        .map(rgb -> (rgb >> 16 & 255) - (rgb & 255))
        .average()
        .orElse(0);
  }

  @Test
  void severalPromptsHaveAStrengthEach() throws IOException {
    assertThat(gen("one.png", "--guidance", "cfg", "--gamma", "3").code()).isZero();
    assertThat(gen("zero.png", "--gamma", "3", "--and", "a frog@0").code()).isZero();
    assertThat(gen("both.png", "--gamma", "3", "--and", "a frog").code()).isZero();
    assertThat(gen("three.png", "--gamma", "3", "--and", "a frog@3").code()).isZero();
    assertThat(pixels("zero.png")).as("a frog of no strength").isEqualTo(pixels("one.png"));
    assertThat(pixels("both.png")).isEqualTo(pixels("three.png")).isNotEqualTo(pixels("one.png"));
    assertThat(metadata("both.png")).contains("\"a frog\"", "compose:gamma2=3.0");
    assertThat(gen("a.png", "--guidance", "apg", "--and", "a frog").err())
        .contains("2 prompts, of which guidance [apg] looks at 1");
  }

  @Test
  void whatDoesNotFitTheModelIsRefused() {
    assertThat(gen("a.png", "--guidance", "auto", "--weak", "portraits-32").err())
        .contains("pictures of another size");
    assertThat(gen("a.png", "--guidance", "auto", "--weak", "nowhere").code()).isEqualTo(2);
    assertThat(gen("a.png", "--weak", "portraits-32").err()).contains("is asked by no strategy");
  }
}

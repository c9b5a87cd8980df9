package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier from its training to the picture it steers. */
class ClassifierCommandTest {
  @TempDir private static Path folder;
  private static Run trained;

  @BeforeAll
  static void train() {
    trained =
        Run.of(
            "train",
            "classifier",
            "portraits",
            "--size",
            "32",
            "--steps",
            "2",
            "--out",
            classifier());
  }

  private static String classifier() {
    return folder.resolve("classifier").toString();
  }

  private Run gen(String name, String... more) {
    return drawnBy("portraits-32", name, more);
  }

  private Run drawnBy(String model, String name, String... more) {
    List<String> all = new ArrayList<>(List.of("gen", "a cat", "--model", model, "--steps", "2"));
    all.addAll(List.of("--seed", "1", "--guidance", "classifier"));
    all.addAll(List.of("-o", folder.resolve(name).toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(new String[0]));
  }

  @Test
  void trainingSaysHowOftenItIsRightAtEachNoiseLevel() {
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.text()).contains("figure", "background", "all").contains(" 999 ");
    assertThat(trained.text().lines()).hasSize(12);
  }

  @Test
  void itSteersWhatThePromptOrTheLabelsSay() throws Exception {
    assertThat(gen("cat.png", "--classifier", classifier()).code()).isZero();
    assertThat(
            gen(
                    "same.png",
                    "--classifier",
                    classifier(),
                    "--label",
                    "figure=cat,face=none,head=none")
                .code())
        .isZero();
    assertThat(gen("dog.png", "--classifier", classifier(), "--label", "figure=dog").code())
        .isZero();
    byte[] cat = pixels("cat.png");
    assertThat(pixels("same.png")).isEqualTo(cat);
    assertThat(pixels("dog.png")).isNotEqualTo(cat);
    assertThat(new String(Files.readAllBytes(folder.resolve("dog.png")), "ISO-8859-1"))
        .contains("\"labels\":{\"figure\":\"dog\"}", "\"classifierWeights\":\"sha256:");
  }

  private static byte[] pixels(String name) throws Exception {
    var image = javax.imageio.ImageIO.read(folder.resolve(name).toFile());
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return java.util.Arrays.toString(rgb).getBytes();
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    assertThat(gen("a.png").err()).contains("reads 64×64 pictures of 3 channels");
    assertThat(gen("a.png", "--guidance", "cfg", "--modify", "rescale").err())
        .as("the default classifier is asked by one of the strategies")
        .contains("reads 64×64");
    Run unasked = Run.of("gen", "a cat", "--classifier", classifier(), "-o", "a.png");
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err()).contains("is asked by no strategy");
    assertThat(gen("a.png", "--classifier", "nowhere").err())
        .contains("classifier 'nowhere': is neither a folder nor an embedded classifier");
    assertThat(gen("a.png", "--classifier", classifier(), "--label", "figure=cow,hat=x").err())
        .contains("no head 'hat'");
    assertThat(drawnBy("portraits-64", "a.png", "--classifier", classifier()).err())
        .contains("reads 32×32 pictures of 3 channels, the model draws 64×64 of 3");
    assertThat(folder.resolve("a.png")).doesNotExist();
  }
}

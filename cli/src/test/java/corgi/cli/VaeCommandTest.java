package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Autoencoders from their training to the pictures made with them. */
class VaeCommandTest {
  @TempDir private static Path folder;
  private static Run trained;

  @BeforeAll
  static void train() {
    trained = train("plane", "--latent", "2", "--anneal", "2");
    assertThat(train("plain", "--kind", "plain", "--latent", "2").code()).isZero();
    assertThat(
            train(
                    "kl",
                    "--kind",
                    "kl",
                    "--widths",
                    "8,8",
                    "--latent-channels",
                    "2",
                    "--flip",
                    "none")
                .code())
        .isZero();
  }

  private static Run train(String name, String... more) {
    List<String> all = new ArrayList<>(List.of("train", "vae", "portraits", "--size", "8"));
    all.addAll(List.of("--steps", "2", "--batch", "2", "--out", at(name)));
    all.addAll(List.of(more));
    return Run.of(all.toArray(new String[0]));
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Run vae(String command, String model, String... more) {
    List<String> all = new ArrayList<>(List.of("vae", command, at(model)));
    all.addAll(List.of(more));
    return Run.of(all.toArray(new String[0]));
  }

  private static BufferedImage image(String name) throws IOException {
    return ImageIO.read(folder.resolve(name).toFile());
  }

  @Test
  void trainingSaysTheBoundAndWarnsOfCollapse() {
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.text())
        .matches("(?s)ELBO -\\d+\\.\\d\\d nats a picture \\(bce .*, on 256 held-out pictures\n");
    assertThat(trained.err()).contains("warning: posterior collapse: ");
    Run plain = train("plain", "--kind", "plain", "--latent", "2");
    assertThat(plain.text()).startsWith("reconstruction (bce) ");
    assertThat(plain.err()).doesNotContain("collapse");
  }

  @Test
  void samplesAreTheirSeeds() throws IOException {
    assertThat(vae("sample", "plane", "--count", "4", "-o", at("a.png")).code()).isZero();
    assertThat(vae("sample", "plane", "--count", "1", "--seed", "3", "-o", at("b.png")).code())
        .isZero();
    BufferedImage four = image("a.png");
    BufferedImage one = image("b.png");
    assertThat(four.getWidth()).isEqualTo(2 * 8 * 2 + 3 * 4);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        assertThat(four.getRGB(24 + x, 24 + y)).isEqualTo(one.getRGB(4 + x, 4 + y));
      }
    }
    assertThat(vae("sample", "plain", "--count", "1", "-o", at("c.png")).err()).contains("holes");
  }

  @Test
  void everyCommandWritesItsSheet() throws IOException {
    assertThat(vae("reconstruct", "kl", "--count", "3", "-o", at("d.png")).text())
        .startsWith(at("d.png") + "  3 held-out pictures");
    assertThat(image("d.png").getWidth()).isEqualTo(6 * 20 + 4);
    Run walk =
        vae("interpolate", "plane", "--rows", "2", "--steps", "3", "--to", "1", "-o", at("e.png"));
    assertThat(walk.text()).contains("2 spherical walks of 3 latents");
    assertThat(image("e.png").getWidth()).isEqualTo(5 * 20 + 4);
    Run grid = vae("grid", "plane", "--count", "5", "--side", "3", "--json", "-o", at("f.png"));
    JsonNode json = grid.json();
    assertThat(json.path("file").asText()).isEqualTo(at("f.png"));
    assertThat(json.path("head").asText()).isEqualTo("background");
    assertThat(image("f.png").getHeight()).isEqualTo(LatentMap.LEAST);
  }

  @Test
  void holesAreCountedByAClassifier() throws IOException {
    assertThat(
            Run.of("train-evaluator", "portraits", "--size", "8", "--steps", "2", "--out", at("ev"))
                .code())
        .isZero();
    String[] all = {"vae", "holes", at("plane"), at("plain"), "--evaluator", at("ev")};
    List<String> some = new ArrayList<>(List.of(all));
    some.addAll(List.of("--count", "5", "--threshold", "0.000001", "--json", "-o", at("g.png")));
    JsonNode json = Run.of(some.toArray(new String[0])).json();
    assertThat(json.path("convincing").size()).isEqualTo(7);
    assertThat(json.path("convincing").path("plain, z ~ N(0, I)").path("share").asDouble())
        .isEqualTo(1);
    assertThat(image("g.png")).isNotNull();
    some.addAll(List.of("--head", "hat"));
    refused(Run.of(some.toArray(new String[0])), "g.png: exists; --force replaces it");
    some.add("--force");
    refused(Run.of(some.toArray(new String[0])), "--head hat: the evaluator knows ");
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    refused(train("x", "--latent", "0"), "latent_size = 0: must be from 1 to 4096");
    refused(
        Run.of("train", "vae", "portraits", "--size", "10", "--out", at("x")),
        "sample_size = 10: must be a multiple of 4");
    refused(train("x", "--kind", "kl", "--reconstruction", "bce"), "choose mse or l1");
    refused(train("x", "--kind", "kl", "--latent", "3"), "--latent 3: --kind kl has no such thing");
    refused(train("x", "--widths", "8"), "--widths [8]: --kind classic has no such thing");
    refused(train("x", "--kind", "plain", "--beta", "2"), "--beta 2.0: --kind plain has no");
    refused(train("x", "--beta", "-1"), "beta = -1.0: must be 0 or more");
    refused(train("x", "--kind", "kl", "--widths", "8,8,8,8,8"), "must be a multiple of 16");
    assertThat(folder.resolve("x")).doesNotExist();
    refused(vae("grid", "kl", "-o", at("y.png")), "is no plane; train one with --latent 2");
    refused(vae("sample", "nowhere", "-o", at("y.png")), "neither a folder nor an embedded");
    refused(vae("sample", "plane", "--count", "0", "-o", at("y.png")), "--count 0: must be from 1");
    assertThat(folder.resolve("y.png")).doesNotExist();
  }

  private static void refused(Run run, String message) {
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(message);
  }
}

package corgi.engine.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.CleanClassifier;
import corgi.engine.tensor.ScriptFiles;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptClassifierTest {
  /** Logits: the mean of each channel, of what the classifier is given. */
  private static final String MEANS = "return torch.mean(x, [2, 3])";

  @TempDir private Path folder;
  private NDManager manager;

  @BeforeEach
  void files() throws IOException {
    manager = Tensors.manager();
    ScriptFiles.write(folder.resolve("net.pt"), MEANS);
    Files.writeString(
        folder.resolve("synset.txt"), "n02123045 tabby, tabby cat\nn02110958 pug, pug-dog\nfrog\n");
    Files.writeString(
        folder.resolve("serving.properties"),
        "width=8\nheight=8\nnormalize=0.5,0.4,0.3,0.5,0.25,0.2\n");
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private CleanClassifier open() throws IOException {
    var plugin = new TorchScriptClassifier.Plugin();
    assertThat(plugin.recognises(folder)).isTrue();
    return plugin.open(folder, manager);
  }

  /** Red .2, green −.4 and blue 1 everywhere. */
  private NDArray picture() {
    NDArray x = manager.zeros(new Shape(1, 3, 16, 16));
    float[] levels = {0.2f, -0.4f, 1};
    return x.add(manager.create(levels, new Shape(1, 3, 1, 1)));
  }

  @Test
  void picturesAreScaledAndNormalisedAsTheFileSays() throws IOException {
    double r = (0.6 - 0.5) / 0.5; // values in [0, 1], less the mean, over the deviation
    double g = (0.3 - 0.4) / 0.25;
    double b = (1.0 - 0.3) / 0.2;
    double log = g - Math.log(Math.exp(r) + Math.exp(g) + Math.exp(b));
    CleanClassifier classifier = open();
    NDArray said = classifier.log(picture(), classifier.known(Map.of("", "pug")));
    assertThat(said.getShape()).isEqualTo(new Shape(1));
    assertThat((double) said.getFloat()).isCloseTo(log, within(1e-4));
  }

  @Test
  void outputsMayBeProbabilitiesAndValuesSymmetric() throws IOException {
    Files.writeString(
        folder.resolve("serving.properties"),
        "width=8\nheight=8\nnormalize=false\nrange=-1, 1\napplySoftmax=false\n");
    CleanClassifier classifier = open();
    NDArray said = classifier.log(picture(), classifier.known(Map.of("", "tabby cat")));
    assertThat((double) said.getFloat()).isCloseTo(Math.log(0.2), within(1e-4));
  }

  @Test
  void gradientsReachThePicture() throws IOException {
    CleanClassifier classifier = open();
    var frog = classifier.known(Map.of("class", "2"));
    NDArray g = Tensors.gradient(x -> classifier.log(x, frog), picture());
    assertThat(g.getShape()).isEqualTo(new Shape(1, 3, 16, 16));
    double p = Math.exp(classifier.log(picture(), frog).getFloat());
    double blue = (1 - p) * 0.5 / 0.2 / 256; // ∂ log p/∂x of one of 256 pixels
    assertThat((double) g.getFloat(0, 2, 5, 5)).isCloseTo(blue, within(1e-5));
    assertThat(g.getFloat(0, 0, 5, 5)).isNegative();
  }

  @Test
  void classesAreFoundByNameNumberAndSentence() throws IOException {
    CleanClassifier classifier = open();
    assertThat(classifier.known(Map.of("", "Pug-Dog"))).isEqualTo(Map.of("class", "1"));
    assertThat(classifier.known(Map.of("class", "0"))).isEqualTo(Map.of("class", "0"));
    assertThat(classifier.labels("a frog and a tabby cat")).contains(Map.of("class", "0"));
    assertThat(classifier.labels("a froggy day")).isEmpty();
    assertThatThrownBy(() -> classifier.known(Map.of("", "horse")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horse")
        .hasMessageContaining("frog")
        .hasMessageContaining("0 to 2");
    assertThatThrownBy(() -> classifier.known(Map.of("figure", "frog")))
        .hasMessageContaining("one head");
  }

  @Test
  void damagedFoldersAreRefusedInOneLine() throws IOException {
    Files.writeString(folder.resolve("serving.properties"), "normalize=0.5,0.5");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("normalize = 0.5,0.5");
    Files.writeString(folder.resolve("serving.properties"), "width=0");
    assertThatThrownBy(this::open).hasMessageContaining("width = 0");
    Files.delete(folder.resolve("serving.properties"));
    Files.writeString(folder.resolve("net.pt"), "no archive");
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no TorchScript file")
        .hasMessageNotContaining("\n");
    Files.delete(folder.resolve("synset.txt"));
    assertThatThrownBy(this::open).hasMessageContaining("names of the classes");
  }

  @Test
  void outputsMustMatchTheClasses() throws IOException {
    Files.writeString(folder.resolve("synset.txt"), "cat\ndog\n");
    CleanClassifier classifier = open();
    assertThatThrownBy(() -> classifier.log(picture(), classifier.known(Map.of("", "cat"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for 2 classes");
  }
}

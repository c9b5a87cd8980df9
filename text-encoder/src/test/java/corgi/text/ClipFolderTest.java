package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.model.PictureTextEncoder;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against transformers 5.18 on PyTorch 2.13: a {@code CLIPModel} of random weights, what it makes
 * of two pictures, of two larger ones resized by {@code interpolate(mode="bicubic",
 * antialias=True)}, and of two prompts.
 */
class ClipFolderTest {
  private static final String RECORDED = "/clip/tiny/";
  private static final String WORDS = "/golden/text/clip_tokenizer/";

  @TempDir static Path folder;

  @BeforeAll
  static void copies() throws IOException {
    for (String file : List.of("config.json", "model.safetensors", "io.safetensors")) {
      copy(RECORDED + file, file);
    }
    for (String file : List.of("vocab.json", "merges.txt")) {
      copy(WORDS + file, file);
    }
  }

  private static void copy(String resource, String name) throws IOException {
    try (InputStream in = ClipFolderTest.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private static float[] computed(Function<NDManager, NDArray> formula) {
    try (NDManager manager = Tensors.manager()) {
      return Tensors.inference(() -> Tensors.scoped(() -> formula.apply(manager)).toFloatArray());
    }
  }

  @Test
  void picturesAndTextsAreAsRecorded() throws IOException {
    try (PictureTextEncoder clip =
            PictureTextEncoder.Plugin.find(folder).orElseThrow().open(folder);
        SafetensorsFile io = SafetensorsFile.open(folder.resolve("io.safetensors"))) {
      for (String picture : List.of("x", "big")) {
        assertThat(computed(manager -> clip.pictures(io.load(manager, picture))))
            .as(picture)
            .containsExactly(io.floats(picture + ".features"), within(2e-4f));
      }
      assertThat(computed(manager -> clip.texts(List.of("a cat", "a dog wearing a crown"))))
          .containsExactly(io.floats("texts"), within(1e-4f));
      assertThat(clip.name()).isEqualTo("clip-2x24-32");
      assertThat(clip.hash()).startsWith("sha256:");
    }
  }

  @Test
  void aPictureThatIsNotSquareIsCutInTheMiddle() throws IOException {
    try (PictureTextEncoder clip = ClipFolder.open(folder);
        SafetensorsFile io = SafetensorsFile.open(folder.resolve("io.safetensors"))) {
      float[] cut =
          computed(
              manager -> {
                NDArray x = io.load(manager, "x");
                NDArray margin = manager.ones(new Shape(2, 3, 32, 4));
                return clip.pictures(margin.concat(x, 3).concat(margin, 3));
              });
      assertThat(cut).containsExactly(io.floats("x.features"), within(2e-4f));
    }
  }

  @Test
  void saysWhatIsWrongWithAFolder(@TempDir Path other) throws IOException {
    assertThat(PictureTextEncoder.Plugin.find(other)).isEmpty();
    for (String file : List.of("vocab.json", "merges.txt", "model.safetensors")) {
      Files.copy(folder.resolve(file), other.resolve(file));
    }
    String config = Files.readString(folder.resolve("config.json"));
    Files.writeString(
        other.resolve("config.json"),
        config.replaceAll("\"patch_size\": \\d+", "\"patch_size\": 7"));
    assertThatThrownBy(() -> ClipFolder.open(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("config.json: patch_size = 7: must divide image_size = 32");
    Files.writeString(
        other.resolve("config.json"),
        config.replaceAll("\"patch_size\": \\d+", "\"patch_size\": 16"));
    assertThatThrownBy(() -> ClipFolder.open(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not fit the network");
    Files.writeString(other.resolve("config.json"), config);
    Files.writeString(other.resolve("preprocessor_config.json"), "{\"image_std\": [0.5, 0, 0.5]}");
    assertThatThrownBy(() -> ClipFolder.open(other))
        .hasMessageContaining("image_std holds 0.0: must be finite, and a deviation above 0");
  }
}

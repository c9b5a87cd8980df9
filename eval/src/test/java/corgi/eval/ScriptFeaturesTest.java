package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.checkpoint.CheckpointException;
import corgi.engine.data.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * By two networks that PyTorch 2.13 stored: {@code flagged.pt} returns {@code img.mean([2, 3])} if
 * told to return features and their sum if not, {@code plain.pt}, traced, {@code x.mean([2, 3],
 * keepdim=True)}.
 */
class ScriptFeaturesTest {
  private static final List<Picture> PICTURES =
      List.of(Pixels.plain(8, 1, 0, .2), Pixels.plain(8, .4, .6, 0));

  @TempDir Path folder;

  private Path stored(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = ScriptFeaturesTest.class.getResourceAsStream(name)) {
      Files.copy(in, file);
    }
    return file;
  }

  @Test
  void aNetworkThatTakesAFlagGetsLevelsAndReturnsFeatures() throws IOException {
    try (FeatureExtractor network = FeatureExtractor.open(stored("flagged.pt"))) {
      List<float[]> features = network.features(PICTURES);
      assertThat(features.get(0)).containsExactly(255, 0, 51);
      assertThat(features.get(1)).containsExactly(102, 153, 0);
      assertThat(network.name()).matches("flagged@[0-9a-f]{8}");
      assertThat(network.official()).isFalse();
    }
  }

  @Test
  void anyOtherGetsWhatIsSaidBesideIt() throws IOException {
    Files.writeString(
        folder.resolve("serving.properties"), "width=4\nheight=4\nnormalize=false\nrange=0,1\n");
    try (FeatureExtractor network = FeatureExtractor.open(stored("plain.pt"))) {
      assertThat(network.features(PICTURES).get(1))
          .containsExactly(new float[] {.4f, .6f, 0}, within(1e-6f));
    }
  }

  @Test
  void withoutThatItIsNormalisedByImageNet() throws IOException {
    try (FeatureExtractor network = FeatureExtractor.open(stored("plain.pt"))) {
      assertThat(network.features(PICTURES).get(0)[0])
          .isCloseTo((float) ((1 - .485) / .229), within(1e-5f));
    }
  }

  @Test
  void whatIsNoTorchScriptIsRefusedInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pt"), "not a network");
    assertThatThrownBy(() -> FeatureExtractor.open(text))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("13 bytes that are no zip archive")
        .hasMessageContaining("torch.jit.save");
    byte[] whole = Files.readAllBytes(stored("flagged.pt"));
    Path cut = folder.resolve("cut.pt");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> FeatureExtractor.open(cut))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("is no TorchScript file")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(() -> FeatureExtractor.open(folder.resolve("nowhere")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gives no features; expected one of: ")
        .hasMessageContaining("a TorchScript file FILE.pt");
  }
}

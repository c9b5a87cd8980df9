package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.golden.GoldenTests;
import corgi.engine.model.StoredTextEncoderPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline's text encoder says of itself without being loaded. */
class StoredClipTest {
  @TempDir Path pipeline;
  private Path encoder;
  private Path tokenizer;
  private StoredTextEncoderPlugin clip;

  @BeforeEach
  void copy() throws IOException {
    GoldenTests.shipped("diffusers_folder").findFirst().orElseThrow().extract(pipeline);
    encoder = pipeline.resolve("text_encoder");
    tokenizer = pipeline.resolve("tokenizer");
    clip = StoredTextEncoderPlugin.find("CLIPTextModel").orElseThrow();
  }

  private void change(Path file, String was, String is) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(was);
    Files.writeString(file, text.replace(was, is));
  }

  @Test
  void onlyItsOwnClassesAreFound() {
    assertThat(StoredTextEncoderPlugin.find("CLIPTextModelWithProjection")).isPresent();
    assertThat(StoredTextEncoderPlugin.find("T5EncoderModel")).isEmpty();
  }

  @Test
  void whatIsMissingMisshapenOrUnusedIsListed() throws IOException {
    Path config = encoder.resolve("config.json");
    assertThat(clip.misfit(encoder)).isEmpty();
    change(config, "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
    assertThat(clip.misfit(encoder))
        .startsWith("16 missing ('text_model.encoder.layers.2.layer_norm1.weight' (16), ");
    change(config, "\"num_hidden_layers\": 3", "\"num_hidden_layers\": 1");
    assertThat(clip.misfit(encoder))
        .startsWith("16 unused ('text_model.encoder.layers.1.layer_norm1.bias', ");
    change(config, "\"intermediate_size\": 37", "\"intermediate_size\": 38");
    assertThat(clip.misfit(encoder))
        .startsWith(
            "3 misshapen ('text_model.encoder.layers.0.mlp.fc1.weight' is F32 (37, 16), ex");
    change(config, "\"hidden_size\": 16", "\"hidden_size\": 17");
    assertThatThrownBy(() -> clip.misfit(encoder))
        .hasMessage(config + ": num_attention_heads = 2: must divide hidden_size = 17");
  }

  @Test
  void aTokenizerMustBeThereAndBeTheEncoders() throws IOException {
    clip.checkTokenizer(tokenizer, encoder);
    Path vocabulary = tokenizer.resolve("vocab.json");
    change(vocabulary, "\"'c\": 555", "\"'c\": 634");
    assertThatThrownBy(() -> clip.checkTokenizer(tokenizer, encoder))
        .hasMessage(vocabulary + ": token ''c' has the id 634: the encoder's vocab_size is 634");
    change(vocabulary, "\"'c\": 634", "\"'c\": 555");
    Path settings = tokenizer.resolve("tokenizer_config.json");
    change(settings, "\"633\"", "\"999\"");
    assertThatThrownBy(() -> clip.checkTokenizer(tokenizer, encoder))
        .hasMessage(settings + ": a special token has the id 999: the encoder's vocab_size is 634");
    change(settings, "\"unk_token\": \"<|endoftext|>\"", "\"unk_token\": {}");
    assertThatThrownBy(() -> clip.checkTokenizer(tokenizer, encoder))
        .hasMessage(settings + ": unk_token = {}: must name a token");
    Files.delete(tokenizer.resolve("merges.txt"));
    assertThatThrownBy(() -> clip.checkTokenizer(tokenizer, encoder))
        .hasMessage(tokenizer.resolve("merges.txt") + ": is missing");
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.model.TextEncoder;
import corgi.engine.model.TextEncoderLaws;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a recorded BERT of 24 channels and the recorded vocabulary, whose words are as many. */
class BertTextEncoderTest implements TextEncoderLaws {
  private static final int D = 24;
  private static BertTextEncoder encoder;

  private static TextFolder folder() throws IOException {
    TextFolder folder = new TextFolder("text/bert_minilm");
    try (InputStream words = new TextFolder("text/bert_tokenizer").open("vocab.txt")) {
      return folder.with("vocab.txt", words.readAllBytes());
    }
  }

  @BeforeAll
  static void open() throws IOException {
    encoder = BertTextEncoder.read(folder(), 12);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Override
  public TextEncoder encoder() {
    return encoder;
  }

  private static float[] states(BertTextEncoder encoder, String prompt) {
    float[][] result = new float[1][];
    Tensors.scope(() -> result[0] = encoder.encode(List.of(prompt)).tokens().toFloatArray());
    return result[0];
  }

  @Test
  void aSentenceIsTheMeanOfItsTokensOfLengthOne() {
    int n = encoder.count("a red cat");
    float[] states = states(encoder, "a red cat");
    double[] mean = new double[D];
    for (int i = 0; i < n * D; i++) {
      mean[i % D] += states[i] / (double) n;
    }
    double length = Math.sqrt(Arrays.stream(mean).map(v -> v * v).sum());
    float[] sentence = encoder.sentence("a red cat");
    for (int c = 0; c < D; c++) {
      assertThat((double) sentence[c]).isCloseTo(mean[c] / length, within(1e-6));
    }
    assertThat(states[n * D]).as("padding").isZero();
  }

  @Test
  void olderNamesAndThoseInsideAnotherModelAreRead() throws IOException {
    UnaryOperator<String> older =
        name ->
            "bert."
                + name.replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta");
    try (BertTextEncoder other = BertTextEncoder.read(renamed(older), 12)) {
      assertThat(states(other, "a red cat")).isEqualTo(states(encoder, "a red cat"));
    }
  }

  @Test
  void aPoolerIsNotNeeded() throws IOException {
    UnaryOperator<String> without = name -> name.startsWith("pooler") ? "head." + name : name;
    try (BertTextEncoder other = BertTextEncoder.read(renamed(without), 12)) {
      assertThat(states(other, "a red cat")).isEqualTo(states(encoder, "a red cat"));
    }
  }

  private static TextFolder renamed(UnaryOperator<String> names) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    try (SafetensorsFile file = folder().tensors("model.safetensors")) {
      for (String name : file.names()) {
        writer.add(names.apply(name), file.entry(name).shape(), file.floats(name), StoredType.F32);
      }
    }
    return folder().with("model.safetensors", writer.toBytes());
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    refused(folder().with("config.json", "{\"hidden_act\": \"x\"}"), "config.json: hidden_act");
    refused(
        folder().with("config.json", "{\"position_embedding_type\": \"relative_key\"}"),
        "config.json: position_embedding_type = 'relative_key': only 'absolute' is known");
    refused(
        folder().with("config.json", "{\"is_decoder\": true}"),
        "config.json: is_decoder = true: only encoders are known");
    refused(
        folder().with("config.json", "{}"),
        "model.safetensors: tensor 'embeddings.word_embeddings.weight' has shape (145, 24),"
            + " expected (30522, 768)");
    refused(renamed(name -> name + "x"), "model.safetensors: tensor 'embeddings.word_embeddings");
    refused(folder().without("vocab.txt"), "vocab.txt is missing");
    TextFolder whole = folder();
    assertThatThrownBy(() -> BertTextEncoder.read(whole, 65))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length = 65: this BERT takes from 2 to 64 tokens");
    Path nowhere = Path.of("no", "such", "folder");
    assertThatThrownBy(() -> BertTextEncoder.open(nowhere, 12))
        .isInstanceOf(IOException.class)
        .hasMessage(nowhere.resolve("vocab.txt") + ": is missing");
  }

  private static void refused(TextFiles files, String message) {
    assertThatThrownBy(() -> BertTextEncoder.read(files, 12))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }
}

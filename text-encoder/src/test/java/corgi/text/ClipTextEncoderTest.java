package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.checkpoint.SafetensorsWriter;
import corgi.engine.checkpoint.StoredType;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Conditioning;
import corgi.engine.model.TextEncoder;
import corgi.engine.model.TextEncoderLaws;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTextEncoderTest implements TextEncoderLaws {
  private static final String PIPELINE = "pipelines/sd_tiny/";
  private static final Offset<Float> PRECISION = Offset.offset(1e-5f);

  private static ClipTextEncoder encoder;

  private static TextFolder weights() {
    return new TextFolder(PIPELINE + "text_encoder");
  }

  private static TextFolder words() {
    return new TextFolder(PIPELINE + "tokenizer");
  }

  @BeforeAll
  static void open() throws IOException {
    encoder = ClipTextEncoder.read(weights(), words());
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Override
  public TextEncoder encoder() {
    return encoder;
  }

  @Override
  public int attended(String prompt) {
    return encoder.length(); // Stable Diffusion looks at the padding, too
  }

  @Test
  void aFolderOnDiskIsAPipeline(@TempDir Path folder) throws IOException {
    for (String file : List.of("config.json", "model.safetensors")) {
      copy(weights(), file, folder.resolve("text_encoder"));
    }
    for (String file : List.of("vocab.json", "merges.txt")) { // no other file is needed
      copy(words(), file, folder.resolve("tokenizer"));
    }
    try (ClipTextEncoder opened = ClipTextEncoder.open(folder)) {
      assertThat(TextEncoderLaws.bits(opened, PROMPTS))
          .isEqualTo(TextEncoderLaws.bits(encoder, PROMPTS));
      assertThat(opened).hasToString("CLIP-text-2x16");
    }
  }

  private static void copy(TextFiles from, String name, Path to) throws IOException {
    Files.createDirectories(to);
    Files.copy(from.open(name), to.resolve(name));
  }

  @Test
  void theStatesOfAllBlocksAreConsistent() {
    Tensors.scope(
        () -> {
          List<String> prompts = List.of("a photo of a red cat", "a house");
          ClipStates states = encoder.states(prompts);
          assertThat(states.hidden()).hasSize(3);
          assertThat(states.projected()).isNull();
          assertThat(states.pooled().getShape().getShape()).containsExactly(2, 16);
          same(encoder.normalise(states.before(0)), states.last());
          same(encoder.encode(prompts).tokens(), states.last());
          ClipTextEncoder skipping = encoder.skipping(1);
          same(skipping.encode(prompts).tokens(), encoder.normalise(states.before(1)));
          int end = encoder.length() - 1;
          while (encoder.ids(prompts.get(1))[end - 1] == encoder.ids("")[1]) {
            end--; // the first of the ends of text, which also pad
          }
          same(states.pooled().get(1), states.last().get(new NDIndex("1, {}", end)));
          assertThatThrownBy(() -> states.before(3)).hasMessageContaining("between 0 and 2");
        });
    assertThatThrownBy(() -> encoder.skipping(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clip_skip = 3: must be between 0 and 2");
    assertThat(encoder.skipping(1)).hasToString("CLIP-text-2x16(clip_skip=1)");
  }

  private static void same(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), PRECISION);
  }

  @Test
  void paddingIsHiddenWhereTheConfigurationSaysSo() throws IOException {
    String json = new String(weights().open("config.json").readAllBytes(), StandardCharsets.UTF_8);
    TextFolder masked =
        weights().with("config.json", json.replaceFirst("\\{", "{\"use_attention_mask\": true,"));
    try (ClipTextEncoder hiding = ClipTextEncoder.read(masked, words())) {
      int[] bits = TextEncoderLaws.bits(hiding, List.of("a cat"));
      int[] usual = TextEncoderLaws.bits(encoder, List.of("a cat"));
      int real = encoder.count("a cat") * encoder.dimension();
      assertThat(Arrays.copyOf(bits, real)) // which never see what follows
          .isEqualTo(Arrays.copyOf(usual, real));
      assertThat(Arrays.copyOfRange(bits, real + encoder.dimension(), bits.length))
          .isNotEqualTo(Arrays.copyOfRange(usual, real + encoder.dimension(), bits.length));
    }
  }

  @Test
  void anEncoderWithAProjectionProjects() throws IOException {
    TextFolder folder = new TextFolder("text/clip_text_gelu_proj");
    try (ClipTextEncoder projecting =
        ClipTextEncoder.read(folder, new TextFolder("text/clip_tokenizer"))) {
      assertThat(projecting.projection()).isEqualTo(12);
      Tensors.scope(
          () ->
              assertThat(projecting.states(List.of("x", "y")).projected().getShape().getShape())
                  .containsExactly(2, 12));
    }
  }

  @Test
  void olderFilesHaveTensorsThatAreNoParameters(@TempDir Path folder) throws IOException {
    try (NDManager manager = Tensors.manager();
        SafetensorsFile stored = weights().tensors("model.safetensors")) {
      SafetensorsWriter writer = new SafetensorsWriter();
      for (String name : stored.names()) {
        writer.add(name, stored.load(manager, name), StoredType.F32);
      }
      writer.add(
          "text_model.embeddings.position_ids", manager.arange(77f).reshape(1, 77), StoredType.F32);
      writer.add("vision_model.post_layernorm.bias", manager.zeros(new Shape(3)), StoredType.F32);
      writer.add("logit_scale", manager.create(1f), StoredType.F32);
      writer.write(folder.resolve("model.safetensors"));
    }
    TextFolder changed =
        weights()
            .with("model.safetensors", Files.readAllBytes(folder.resolve("model.safetensors")));
    try (ClipTextEncoder opened = ClipTextEncoder.read(changed, words())) {
      assertThat(TextEncoderLaws.bits(opened, List.of("x")))
          .isEqualTo(TextEncoderLaws.bits(encoder, List.of("x")));
    }
  }

  @Test
  void nativeMemoryIsFlatEvenOutsideOfAnyScope() {
    int before = encoder.arrays();
    for (int i = 0; i < 20; i++) {
      Conditioning said = encoder.encode(List.of("a cat"));
      said.tokens().close();
      said.mask().close();
      encoder.states(List.of("a cat")).all().close();
    }
    assertThat(encoder.arrays()).isEqualTo(before).isEqualTo(36);
  }

  @Test
  void weightsDoNotBelongToTheScopeTheyWereLoadedInNorWhatWasSaidToThem() {
    Tensors.scope(
        () -> {
          ClipTextEncoder[] loaded = new ClipTextEncoder[1];
          Tensors.scope(() -> loaded[0] = load());
          NDArray said;
          try (ClipTextEncoder mine = loaded[0]) {
            said = mine.encode(List.of("a cat")).tokens();
          }
          same(said, encoder.encode(List.of("a cat")).tokens());
        });
  }

  private static ClipTextEncoder load() {
    try {
      return ClipTextEncoder.read(weights(), words());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyParameterCanBeTrained() throws IOException {
    ClipTextConfig config = ClipTextConfig.of(JsonFile.read(weights(), "config.json"));
    try (NDManager manager = Tensors.manager();
        ClipText network = new ClipText(config, TensorOps.of(Precision.FP32), manager);
        SafetensorsFile stored = weights().tensors("model.safetensors")) {
      ParameterFile.load(stored, network.parameters());
      network.parameters().train(Parameters.Mode.TRAINING);
      TokenBatch tokens = TokenBatch.of(List.of(new long[] {1, 2, 3}));
      Tensors.scope(
          () ->
              Tensors.recording(
                  () -> {
                    Tensors.backward(network.forward(tokens).last().square().sum());
                    return null;
                  }));
      for (Parameter parameter : network.parameters().all()) {
        boolean bias = parameter.name().endsWith("k_proj.bias"); // softmax does not see it
        double largest = Tensors.gradientOf(parameter.array()).abs().max().getFloat();
        assertThat(largest > 1e-4).as(parameter.name()).isEqualTo(!bias);
      }
    }
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    refused(weights().without("config.json"), words(), "config.json is missing");
    refused(
        weights().with("config.json", "[1]"), words(), "config.json: holds a JSON array: expected");
    refused(
        weights().with("config.json", "{\"hidden_act\": \"selu\"}"),
        words(),
        "config.json: hidden_act = 'selu': known are");
    refused(
        weights().with("config.json", "{\"num_attention_heads\": 7}"),
        words(),
        "config.json: num_attention_heads = 7: must divide hidden_size = 512");
    refused(
        weights().with("config.json", "{}"),
        words(),
        "model.safetensors: does not fit the network: 160 missing");
    refused(weights(), words().without("merges.txt"), "merges.txt is missing");
    refused(
        weights(),
        words().with("merges.txt", "#version\na b\nc\n"),
        "merges.txt, line 3: 1 pieces, expected a pair");
    refused(
        weights(),
        words().with("vocab.json", "{\"a\": 1.5}"),
        "vocab.json: token 'a' has the id 1.5: expected a whole number, not negative");
  }

  private static void refused(TextFiles weights, TextFiles words, String message) {
    assertThatThrownBy(() -> ClipTextEncoder.read(weights, words))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("\n");
  }
}

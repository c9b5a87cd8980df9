package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a small text encoder of random weights looks at, and where it says that a text ends. */
class ClipTextTest {
  private static final int D = 8;
  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static ClipTextConfig config(int eos) {
    EncoderSizes sizes = new EncoderSizes(20, 6, D, 16, 2, 2);
    return new ClipTextConfig(sizes, HiddenActivation.GELU_QUICK, 1e-5, eos, 0, false);
  }

  private ClipText network(int eos, Precision precision) {
    ClipText network = new ClipText(config(eos), TensorOps.of(precision), manager);
    network.parameters().initialise(1);
    return network;
  }

  private static float[] last(ClipText network, TokenBatch tokens) {
    return said(network, tokens)[0];
  }

  /** The last states, and what is pooled. */
  private static float[][] said(ClipText network, TokenBatch tokens) {
    float[][] said = new float[2][];
    Tensors.scope(
        () -> {
          ClipStates states = Tensors.inference(() -> network.forward(tokens));
          said[0] = states.last().toFloatArray();
          said[1] = states.pooled().toFloatArray();
        });
    return said;
  }

  private static TokenBatch tokens(long... ids) {
    return TokenBatch.of(List.of(ids));
  }

  @Test
  void tensorsWithoutThePrefixOfEarlierReleasesAreFound() {
    assertThat(ClipText.parameterName("encoder.layers.0.layer_norm1.bias"))
        .isEqualTo("text_model.encoder.layers.0.layer_norm1.bias");
    assertThat(ClipText.parameterName("embeddings.token_embedding.weight"))
        .isEqualTo("text_model.embeddings.token_embedding.weight");
    assertThat(ClipText.parameterName("final_layer_norm.weight"))
        .isEqualTo("text_model.final_layer_norm.weight");
    assertThat(ClipText.parameterName("text_model.final_layer_norm.weight"))
        .isEqualTo("text_model.final_layer_norm.weight");
    assertThat(ClipText.parameterName("text_projection.weight"))
        .isEqualTo("text_projection.weight");
    assertThat(ClipText.parameterName("embeddings.position_ids")).isNull();
  }

  @Test
  void aTokenSeesThoseBeforeItOnly() {
    try (ClipText network = network(9, Precision.FP32)) {
      float[] one = last(network, tokens(1, 2, 3, 4));
      float[] other = last(network, tokens(1, 2, 5, 4));
      assertThat(Arrays.copyOf(other, 2 * D)).isEqualTo(Arrays.copyOf(one, 2 * D));
      assertThat(Arrays.copyOfRange(other, 3 * D, 4 * D))
          .isNotEqualTo(Arrays.copyOfRange(one, 3 * D, 4 * D));
    }
  }

  @Test
  void nobodySeesAMaskedToken() {
    try (ClipText network = network(9, Precision.FP32)) {
      List<long[]> mask = List.of(new long[] {1, 1, 1, 1}, new long[] {1, 0, 1, 1});
      List<long[]> ids = List.of(new long[] {1, 2, 3, 4}, new long[] {1, 2, 3, 4});
      List<long[]> others = List.of(new long[] {1, 5, 3, 4}, new long[] {1, 5, 3, 4});
      float[] one = last(network, new TokenBatch(ids, mask));
      float[] other = last(network, new TokenBatch(others, mask));
      assertThat(Arrays.copyOfRange(other, 2 * D, 4 * D))
          .isNotEqualTo(Arrays.copyOfRange(one, 2 * D, 4 * D));
      assertThat(Arrays.copyOfRange(other, 6 * D, 8 * D))
          .isEqualTo(Arrays.copyOfRange(one, 6 * D, 8 * D));
    }
  }

  @Test
  void theFirstEndOfTextIsPooled() {
    pooled(9, 2, 1, 15, 9, 9);
    pooled(9, 0, 1, 15, 8, 7); // there is none
    pooled(9, 0, 9, 15, 9, 7);
    pooled(ClipTextConfig.LEGACY_EOS, 1, 1, 15, 9, 15); // the first of the greatest
    pooled(ClipTextConfig.LEGACY_EOS, 0, 15, 1, 9, 15);
    pooled(ClipTextConfig.LEGACY_EOS, 3, 2, 1, 9, 15);
  }

  private void pooled(int eos, int place, long... ids) {
    try (ClipText network = network(eos, Precision.FP32)) {
      float[][] said = said(network, tokens(ids));
      assertThat(said[1])
          .as("%d in %s", eos, Arrays.toString(ids))
          .isEqualTo(Arrays.copyOfRange(said[0], place * D, (place + 1) * D));
    }
  }

  @Test
  void halfThePrecisionIsNear() {
    try (ClipText exact = network(9, Precision.FP32);
        ClipText rough = network(9, Precision.BF16)) {
      float[] expected = last(exact, tokens(1, 2, 3));
      float[] actual = last(rough, tokens(1, 2, 3));
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
      }
      assertThat(worst).isBetween(1e-5, 0.1);
    }
  }

  @Test
  void tokensThatAreNoneAreRefused() {
    try (ClipText network = network(9, Precision.FP32)) {
      assertThatThrownBy(() -> network.forward(tokens(1, 20)))
          .hasMessage("token id 20: must be between 0 and 19");
      assertThatThrownBy(() -> network.forward(tokens(1, 2, 3, 4, 5, 6, 7)))
          .hasMessage("7 tokens in a prompt: must be between 1 and 6");
      assertThatThrownBy(() -> tokens()).hasMessage("no tokens: at least one is needed");
      List<long[]> ragged = List.of(new long[2], new long[3]);
      assertThatThrownBy(() -> TokenBatch.of(ragged))
          .hasMessage("token ids of length 3 beside token ids of length 2");
      List<long[]> two = List.of(new long[2], new long[2]);
      assertThatThrownBy(() -> new TokenBatch(two, List.of(new long[2])))
          .hasMessage("a mask of 1 rows for 2 prompts");
    }
  }

  @Test
  void theTextHalfOfAWholeClipIsRead() throws JsonProcessingException {
    String json =
        """
        {"model_type": "clip", "projection_dim": 5,
         "text_config": {"hidden_size": 16, "num_attention_heads": 4, "projection_dim": 7},
         "vision_config": {"hidden_size": 768}}
        """;
    ClipTextConfig config = ClipTextConfig.of(new ObjectMapper().readTree(json));
    assertThat(config.sizes()).isEqualTo(new EncoderSizes(49408, 77, 16, 2048, 12, 4));
    assertThat(config.projection()).isEqualTo(5);
    assertThat(config.eos()).isEqualTo(49407);
    assertThat(config.activation()).isEqualTo(HiddenActivation.GELU_QUICK);
  }
}

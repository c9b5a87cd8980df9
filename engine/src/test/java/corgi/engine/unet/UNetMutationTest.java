package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every key that changes the answer is seen to: with another value a recorded case fails. */
class UNetMutationTest {
  private static final Predicate<JsonNode> ANY = json -> true;
  private static final Predicate<JsonNode> TEXT = json -> json.has("cross_attention_dim");
  private static final Predicate<JsonNode> PIXELS = TEXT.negate();
  private static final Predicate<JsonNode> WAVES =
      json -> json.path("time_embedding_type").asText().equals("positional");
  private static final Predicate<JsonNode> SIMPLE =
      json -> json.path("mid_block_type").asText().endsWith("SimpleCrossAttn");

  /** A key and a value of it that another network would have, with parameters of equal shapes. */
  private record Mutation(String key, Object value, Predicate<JsonNode> applies) {
    boolean applies(JsonNode json) {
      return applies.test(json) && !json.path(key).equals(new ObjectMapper().valueToTree(value));
    }
  }

  private static final List<Mutation> MUTATIONS =
      List.of(
          new Mutation("flip_sin_to_cos", true, WAVES),
          new Mutation("flip_sin_to_cos", false, WAVES),
          new Mutation("freq_shift", 1, WAVES),
          new Mutation("freq_shift", 0, WAVES),
          new Mutation("center_input_sample", true, ANY),
          new Mutation("center_input_sample", false, ANY),
          new Mutation("act_fn", "silu", ANY),
          new Mutation("act_fn", "mish", ANY),
          new Mutation("act_fn", "gelu", ANY),
          new Mutation("act_fn", "relu", ANY),
          new Mutation("norm_eps", 0.01, ANY),
          new Mutation("downsample_padding", 0, SIMPLE.negate().and(json -> convolves(json))),
          new Mutation("mid_block_scale_factor", 2, ANY),
          new Mutation("attention_head_dim", 1, ANY),
          new Mutation("attention_head_dim", 2, TEXT.and(SIMPLE.negate())),
          new Mutation("attention_head_dim", null, PIXELS),
          new Mutation("timestep_post_act", "gelu", TEXT),
          new Mutation("timestep_post_act", null, TEXT),
          new Mutation("time_embedding_act_fn", "relu", TEXT),
          new Mutation("resnet_skip_time_act", true, SIMPLE),
          new Mutation("resnet_out_scale_factor", 1.5, SIMPLE));

  private static boolean convolves(JsonNode json) {
    return !json.path("downsample_type").asText().equals("resnet")
        || !json.path("down_block_types").path(0).asText().startsWith("Attn");
  }

  @TestFactory
  Stream<DynamicTest> changedConfigurationsFail() {
    return UNetGoldenTest.KINDS.stream()
        .sorted()
        .flatMap(GoldenTests::shipped)
        .flatMap(UNetMutationTest::tests);
  }

  private static Stream<DynamicTest> tests(GoldenCase golden) {
    try {
      JsonNode json = RecordedUNet.json(golden);
      return MUTATIONS.stream()
          .filter(mutation -> mutation.applies(json))
          .map(
              mutation ->
                  DynamicTest.dynamicTest(
                      "%s %s = %s".formatted(golden, mutation.key(), mutation.value()),
                      () -> assertThat(matches(golden, mutation)).isFalse()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean matches(GoldenCase golden, Mutation mutation) throws Exception {
    ObjectNode json = RecordedUNet.json(golden);
    json.set(mutation.key(), new ObjectMapper().valueToTree(mutation.value()));
    return GoldenTests.matches(
        golden,
        (same, check) -> {
          TensorOps ops = TensorOps.of(Precision.FP32);
          try (RecordedUNet recorded = new RecordedUNet(same, check, ops, json)) {
            check.tensor(
                recorded.io(),
                "out.sample",
                Tensors.inference(() -> recorded.answer(recorded.sample())));
          }
        });
  }
}

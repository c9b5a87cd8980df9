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
  /** A key and a value of it that another network would have, with parameters of equal shapes. */
  private record Mutation(String key, Object value, Predicate<JsonNode> applies) {
    boolean applies(JsonNode json) {
      return applies.test(json) && !json.path(key).equals(new ObjectMapper().valueToTree(value));
    }
  }

  private static final List<Mutation> MUTATIONS =
      List.of(
          new Mutation("flip_sin_to_cos", true, UNetMutationTest::waves),
          new Mutation("flip_sin_to_cos", false, UNetMutationTest::waves),
          new Mutation("freq_shift", 1, UNetMutationTest::waves),
          new Mutation("freq_shift", 0, UNetMutationTest::waves),
          new Mutation("center_input_sample", true, json -> true),
          new Mutation("center_input_sample", false, json -> true),
          new Mutation("act_fn", "silu", json -> true),
          new Mutation("act_fn", "mish", json -> true),
          new Mutation("act_fn", "gelu", json -> true),
          new Mutation("act_fn", "relu", json -> true),
          new Mutation("norm_eps", 0.01, json -> true),
          new Mutation("downsample_padding", 0, json -> !simple(json) && convolves(json)),
          new Mutation("mid_block_scale_factor", 2, json -> true),
          new Mutation("attention_head_dim", 1, json -> true),
          new Mutation("attention_head_dim", 2, json -> text(json) && !simple(json)),
          new Mutation("attention_head_dim", null, json -> !text(json)),
          new Mutation("timestep_post_act", "gelu", UNetMutationTest::text),
          new Mutation("timestep_post_act", null, UNetMutationTest::text),
          new Mutation("time_embedding_act_fn", "relu", UNetMutationTest::text),
          new Mutation("resnet_skip_time_act", true, UNetMutationTest::simple),
          new Mutation("resnet_out_scale_factor", 1.5, UNetMutationTest::simple));

  private static boolean text(JsonNode json) {
    return json.has("cross_attention_dim");
  }

  private static boolean waves(JsonNode json) {
    return json.path("time_embedding_type").asText().equals("positional");
  }

  private static boolean simple(JsonNode json) {
    return json.path("mid_block_type").asText().endsWith("SimpleCrossAttn");
  }

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

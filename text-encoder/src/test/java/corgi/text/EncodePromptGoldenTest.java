package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a prompt to the states that cross-attention reads, as diffusers' pipeline has it. */
@ExtendWith(GoldenSummary.class)
class EncodePromptGoldenTest {
  private static final String KIND = "StableDiffusionPipeline.encode_prompt";

  private static final Map<String, String> KEYS =
      Map.of("prompt", "prompts", "negative", "negative_prompts");

  @TestFactory
  Stream<DynamicTest> promptsAreEncodedAsByDiffusers() {
    return GoldenTests.of(KIND, (golden, check) -> run(golden, check, 0));
  }

  @TestFactory
  Stream<DynamicTest> aSkippedBlockOrAnotherPromptFails() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of(
                    fails(golden, "clip_skip", (g, check) -> run(g, check, 1)),
                    fails(
                        golden.with("prompts", List.of("a photo of a blue cat")),
                        "another prompt",
                        (g, check) -> run(g, check, 0))));
  }

  private static DynamicTest fails(GoldenCase golden, String what, GoldenTests.Body body) {
    return DynamicTest.dynamicTest(
        golden + " with " + what, () -> assertThat(GoldenTests.matches(golden, body)).isFalse());
  }

  private static void run(GoldenCase golden, GoldenCheck check, int skip) throws IOException {
    GoldenCase pipeline =
        golden.json().has("folder")
            ? golden
            : golden.usedBy("StableDiffusionPipeline", "inputs_file", ".safetensors");
    try (ClipTextEncoder encoder =
            ClipTextEncoder.read(
                Recorded.folder(pipeline, "text_encoder"), Recorded.folder(pipeline, "tokenizer"));
        SafetensorsFile io = golden.tensors()) {
      int blocks = golden.json().path("clip_skip").asInt(skip);
      compare(encoder.skipping(blocks), "prompt", golden, io, check);
      compare(encoder, "negative", golden, io, check); // the reference skips none of it
    }
  }

  private static void compare(
      ClipTextEncoder encoder,
      String side,
      GoldenCase golden,
      SafetensorsFile io,
      GoldenCheck check) {
    List<String> prompts = new ArrayList<>();
    for (JsonNode prompt : golden.json().path(KEYS.get(side))) {
      prompts.add(prompt.asText());
    }
    List<long[]> ids = Recorded.rows(io, "in." + side + "_ids");
    for (int i = 0; i < ids.size(); i++) {
      check.same(
          "ids of '%s'".formatted(prompts.get(i)),
          ClipTokenizerGoldenTest.boxed(encoder.ids(prompts.get(i))),
          ClipTokenizerGoldenTest.boxed(ids.get(i)));
    }
    Tensors.scope(
        () -> check.tensor(io, "out." + side + "_embeds", encoder.encode(prompts).tokens()));
  }
}

package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.PlainOps;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The text encoder against transformers' {@code CLIPTextModel}: same weights, same answers. */
@ExtendWith(GoldenSummary.class)
class ClipTextGoldenTest {
  private static final List<String> KINDS = List.of("CLIPTextModel", "CLIPTextModelWithProjection");

  @TestFactory
  Stream<DynamicTest> scriptOps() {
    TensorOps ops = TensorOps.of(Precision.FP32);
    return KINDS.stream().flatMap(kind -> GoldenTests.of(kind, body(ops, Map.of())));
  }

  @TestFactory
  Stream<DynamicTest> plainOps() {
    TensorOps ops = new PlainOps();
    return KINDS.stream().flatMap(kind -> GoldenTests.of(kind, body(ops, Map.of())));
  }

  /** Each of these changes what the encoder says, so a case must see it. */
  @TestFactory
  Stream<DynamicTest> aChangedConfigurationFails() {
    Map<String, Object> changes =
        Map.of(
            "hidden_act",
            "relu",
            "num_attention_heads",
            1,
            "layer_norm_eps",
            0.1,
            "eos_token_id",
            3);
    return KINDS.stream()
        .flatMap(GoldenTests::shipped)
        .flatMap(golden -> changes.entrySet().stream().map(change -> seen(golden, change)));
  }

  private static DynamicTest seen(GoldenCase golden, Map.Entry<String, Object> change) {
    return DynamicTest.dynamicTest(
        golden + " with " + change,
        () -> {
          Map<String, Object> changes = Map.ofEntries(change);
          GoldenTests.Body body = body(TensorOps.of(Precision.FP32), changes);
          assertThat(GoldenTests.matches(golden, body)).isFalse();
        });
  }

  private static GoldenTests.Body body(TensorOps ops, Map<String, Object> changes) {
    return (golden, check) -> run(golden, check, ops, changes);
  }

  private static void run(
      GoldenCase golden, GoldenCheck check, TensorOps ops, Map<String, Object> changes)
      throws IOException {
    TextFiles folder = Recorded.folder(golden);
    ObjectNode json = JsonFile.read(folder, "config.json");
    changes.forEach((key, value) -> json.set(key, new ObjectMapper().valueToTree(value)));
    try (NDManager manager = Tensors.manager();
        ClipText network = new ClipText(config(json, check), ops, manager);
        SafetensorsFile weights = folder.tensors("model.safetensors");
        SafetensorsFile io = Recorded.io(golden)) {
      ParameterFile.load(weights, network.parameters(), ClipText::parameterName);
      String mask = "in.attention_mask";
      TokenBatch tokens =
          new TokenBatch(
              Recorded.rows(io, "in.ids"), io.has(mask) ? Recorded.rows(io, mask) : null);
      Tensors.scope(
          () -> Tensors.inference(() -> compare(network, network.forward(tokens), io, check)));
    }
  }

  private static ClipTextConfig config(ObjectNode json, GoldenCheck check) {
    try {
      return ClipTextConfig.of(json);
    } catch (IllegalArgumentException e) {
      check.notApplicable(e.getMessage());
      throw e;
    }
  }

  private static Void compare(
      ClipText network, ClipStates said, SafetensorsFile io, GoldenCheck check) {
    for (String name : io.names()) {
      if (name.startsWith("out.")) {
        check.tensor(io, name, output(network, said, name));
      }
    }
    return null;
  }

  private static NDArray output(ClipText network, ClipStates said, String name) {
    if (name.matches("out\\.hidden_states?[._]\\d+")) {
      return said.hidden().get(Integer.parseInt(name.replaceAll("\\D", "")));
    }
    return switch (name) {
      case "out.last_hidden_state" -> said.last();
      case "out.penultimate_hidden_state" -> said.before(1);
      case "out.final_layer_norm_of_penultimate" -> network.normalise(said.before(1));
      case "out.pooler_output" -> said.pooled();
      case "out.text_embeds" -> said.projected();
      default -> throw new IllegalArgumentException("no output is called " + name);
    };
  }
}

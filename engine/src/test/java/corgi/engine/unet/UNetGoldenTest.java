package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.PlainOps;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The U-Net against diffusers' {@code UNet2DModel} and {@code UNet2DConditionModel}: same weights,
 * same answers, same outputs of blocks, same gradients.
 */
@ExtendWith(GoldenSummary.class)
class UNetGoldenTest {
  static final Set<String> KINDS = Set.of("UNet2DModel", "UNet2DConditionModel");

  @TestFactory
  Stream<DynamicTest> scriptOps() {
    return all(TensorOps.of(Precision.FP32));
  }

  @TestFactory
  Stream<DynamicTest> plainOps() {
    return all(new PlainOps());
  }

  private static Stream<DynamicTest> all(TensorOps ops) {
    return KINDS.stream()
        .sorted()
        .flatMap(kind -> GoldenTests.of(kind, (golden, check) -> run(golden, check, ops)));
  }

  private static void run(GoldenCase golden, GoldenCheck check, TensorOps ops) throws IOException {
    try (RecordedUNet recorded = new RecordedUNet(golden, check, ops)) {
      if (golden.json().has("parameters")) {
        check.same(
            "parameters",
            recorded.unet().parameters().count(),
            golden.json().get("parameters").asLong());
      }
      answer(recorded, check);
      if (recorded.io().has("out.grad_input")) {
        gradients(recorded, golden.json().path("grad_norms"), check);
      }
    }
  }

  private static void answer(RecordedUNet recorded, GoldenCheck check) {
    Set<String> seen = new HashSet<>();
    Observer hooks =
        (block, output) -> {
          String hook = "hook." + block;
          if (recorded.io().has(hook)) {
            seen.add(hook);
            check.tensor(recorded.io(), hook, output);
          }
        };
    NDArray answer = Tensors.inference(() -> recorded.answer(recorded.sample(), hooks));
    check.tensor(recorded.io(), "out.sample", answer);
    if (recorded.io().has("out.sample_f64")) {
      check.tensor(recorded.io(), "out.sample_f64", answer);
    }
    Set<String> unseen = new HashSet<>(recorded.io().names());
    unseen.removeIf(name -> !name.startsWith("hook.") || seen.contains(name));
    check.same("hooks that no block has", unseen, Set.of());
  }

  private static void gradients(RecordedUNet recorded, JsonNode norms, GoldenCheck check) {
    Parameters parameters = recorded.unet().parameters();
    parameters.train(Parameters.Mode.TRAINING);
    NDArray sample = Tensors.leaf(recorded.sample());
    NDArray loss =
        Tensors.recording(
            () -> {
              NDArray value = recorded.loss(sample);
              Tensors.backward(value);
              return value;
            });
    check.tensor(recorded.io(), "out.grad_loss", loss);
    check.tensor(recorded.io(), "out.grad_input", Tensors.gradientOf(sample));
    assertThat(parameters.names())
        .containsAll(norms.properties().stream().map(java.util.Map.Entry::getKey).toList());
    for (Parameter parameter : parameters.all()) {
      NDArray gradient = Tensors.gradientOf(parameter.array());
      double norm = Math.sqrt(gradient.square().sum().getFloat());
      double expected = norms.path(parameter.name()).asDouble(0); // none for what is never trained
      check.value("grad_norms " + parameter.name(), norm, expected);
    }
  }
}

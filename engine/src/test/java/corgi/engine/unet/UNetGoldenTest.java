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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The U-Net against diffusers' {@code UNet2DConditionModel}: same weights, same answers. */
@ExtendWith(GoldenSummary.class)
class UNetGoldenTest {
  @TestFactory
  Stream<DynamicTest> scriptOps() {
    return GoldenTests.of(
        "UNet2DConditionModel",
        (golden, check) -> run(golden, check, TensorOps.of(Precision.FP32)));
  }

  @TestFactory
  Stream<DynamicTest> plainOps() {
    return GoldenTests.of(
        "UNet2DConditionModel", (golden, check) -> run(golden, check, new PlainOps()));
  }

  private static void run(GoldenCase golden, GoldenCheck check, TensorOps ops) throws IOException {
    try (RecordedUNet recorded = new RecordedUNet(golden, check, ops)) {
      if (golden.json().has("parameters")) {
        assertThat(recorded.unet().parameters().count())
            .isEqualTo(golden.json().get("parameters").asLong());
      }
      NDArray answer = Tensors.inference(() -> recorded.answer(recorded.sample()));
      check.tensor(recorded.io(), "out.sample", answer);
      if (recorded.io().has("out.grad_input")) {
        gradients(recorded, golden.json().path("grad_norms"), check);
      }
    }
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
    assertThat(norms.size()).isEqualTo(parameters.all().size());
    for (Parameter parameter : parameters.all()) {
      NDArray gradient = Tensors.gradientOf(parameter.array());
      double norm = Math.sqrt(gradient.square().sum().getFloat());
      double expected = norms.path(parameter.name()).asDouble(-1);
      check.value("grad_norms " + parameter.name(), norm, expected);
    }
  }
}

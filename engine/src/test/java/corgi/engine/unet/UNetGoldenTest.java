package corgi.engine.unet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.checkpoint.ParameterFile;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.model.Conditioning;
import corgi.engine.tensor.PlainOps;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The U-Net against diffusers' {@code UNet2DConditionModel}: same weights, same answers. */
@ExtendWith(GoldenSummary.class)
class UNetGoldenTest {
  /** Inputs of a recorded call that this network knows. */
  private static final Set<String> INPUTS =
      Set.of(
          "in.sample",
          "in.timestep",
          "in.encoder_hidden_states",
          "in.encoder_attention_mask",
          "in.grad_target");

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
    UNetConfig config = config(golden, check);
    try (NDManager manager = Tensors.manager();
        UNet unet = new UNet(config, ops, manager);
        SafetensorsFile weights = golden.tensors("diffusion_pytorch_model.safetensors");
        SafetensorsFile io = golden.tensors("io.safetensors")) {
      Set<String> unknown = new TreeSet<>(io.names());
      unknown.removeIf(name -> !name.startsWith("in.") || INPUTS.contains(name));
      if (!unknown.isEmpty()) {
        check.notApplicable("inputs " + unknown);
      }
      ParameterFile.load(weights, unet.parameters());
      if (golden.json().has("parameters")) {
        assertThat(unet.parameters().count()).isEqualTo(golden.json().get("parameters").asLong());
      }
      NDArray answer = Tensors.inference(() -> forward(unet, io, io.load(manager, "in.sample")));
      check.tensor(io, "out.sample", answer);
      if (io.has("out.grad_input")) {
        gradients(unet, io, golden.json().path("grad_norms"), check);
      }
    }
  }

  private static UNetConfig config(GoldenCase golden, GoldenCheck check) throws IOException {
    try (InputStream in = golden.open("config.json")) {
      JsonNode json = new ObjectMapper().readTree(in);
      try {
        return UNetConfig.fromJson(json);
      } catch (IllegalArgumentException e) {
        check.notApplicable(e.getMessage());
        throw e;
      }
    }
  }

  private static NDArray forward(UNet unet, SafetensorsFile io, NDArray sample) {
    NDManager manager = sample.getManager();
    String mask = "in.encoder_attention_mask";
    Conditioning text =
        Conditioning.text(
            io.load(manager, "in.encoder_hidden_states"),
            io.has(mask) ? io.load(manager, mask).toType(DataType.FLOAT32, true) : null);
    NDArray t = io.load(manager, "in.timestep").toType(DataType.FLOAT32, true).reshape(-1);
    return unet.forward(sample, t.broadcast(sample.size(0)), text, List.of());
  }

  /** The recorded loss is the mean of (answer − target)². */
  private static void gradients(UNet unet, SafetensorsFile io, JsonNode norms, GoldenCheck check) {
    Parameters parameters = unet.parameters();
    parameters.train(Parameters.Mode.TRAINING);
    try (NDManager manager = Tensors.manager()) {
      NDArray sample = Tensors.leaf(io.load(manager, "in.sample"));
      NDArray loss =
          Tensors.recording(
              () -> {
                NDArray answer = forward(unet, io, sample);
                NDArray mean = answer.sub(io.load(manager, "in.grad_target")).square().mean();
                Tensors.backward(mean);
                return mean;
              });
      check.tensor(io, "out.grad_loss", loss);
      check.tensor(io, "out.grad_input", Tensors.gradientOf(sample));
      assertThat(norms.size()).isEqualTo(parameters.all().size());
      for (Parameter parameter : parameters.all()) {
        NDArray gradient = Tensors.gradientOf(parameter.array());
        double norm = Math.sqrt(gradient.square().sum().getFloat());
        check.value(
            "grad_norms " + parameter.name(), norm, norms.path(parameter.name()).asDouble(-1));
      }
    } finally {
      parameters.train(Parameters.Mode.FROZEN);
    }
  }
}

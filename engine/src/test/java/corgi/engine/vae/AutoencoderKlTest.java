package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoencoderKlTest {
  private static final String SMALL =
      """
      {"block_out_channels": [4, 8], "norm_num_groups": 2, "latent_channels": 2,
       "down_block_types": ["DownEncoderBlock2D", "AttnDownEncoderBlock2D"],
       "up_block_types": ["AttnUpDecoderBlock2D", "UpDecoderBlock2D"]}
      """;

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static AutoencoderConfig config(String json) {
    try {
      return AutoencoderConfig.fromJson(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private AutoencoderKl network(String json, Precision precision) {
    AutoencoderKl network = new AutoencoderKl(config(json), TensorOps.of(precision), manager);
    network.parameters().initialise(1);
    return network;
  }

  @Test
  void everyParameterCanBeTrained() {
    try (AutoencoderKl network = network(SMALL, Precision.FP32)) {
      Parameters parameters = network.parameters();
      for (Parameter parameter : parameters.all()) { // where a branch begins as nothing
        if (parameter.name().contains("conv2.weight")) {
          float[] values = new float[(int) parameter.shape().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
          }
          parameters.set(parameter.name(), values);
        }
      }
      parameters.train(Parameters.Mode.TRAINING);
      NDArray image = manager.randomNormal(new Shape(2, 3, 8, 8));
      Tensors.scope(
          () ->
              Tensors.recording(
                  () -> {
                    DiagonalGaussian q = network.encode(image);
                    NDArray z = q.sample(manager.ones(new Shape(2, 2, 4, 4)));
                    NDArray error = network.decode(z).sub(image).square().sum();
                    Tensors.backward(error.add(q.kl().sum()));
                    return null;
                  }));
      for (Parameter parameter : parameters.all()) {
        boolean key = parameter.name().endsWith("to_k.bias"); // which softmax does not see
        float largest = Tensors.gradientOf(parameter.array()).abs().max().getFloat();
        assertThat(largest > 1e-5).as("%s %s", parameter.name(), largest).isEqualTo(!key);
      }
    }
  }

  @Test
  void anImageOfAnySizeIsHalvedByEveryLevel() {
    try (AutoencoderKl network = network(SMALL, Precision.FP32)) {
      Tensors.scope(
          () -> {
            NDArray mean = network.encode(manager.zeros(new Shape(1, 3, 10, 7))).mean();
            assertThat(mean.getShape()).isEqualTo(new Shape(1, 2, 5, 3));
            assertThat(network.decode(mean).getShape()).isEqualTo(new Shape(1, 3, 10, 6));
          });
      assertThat(network.config().reduction()).isEqualTo(2);
      assertThat(network).hasToString("AutoencoderKL(3 → 2 channels, 1/2, 12237 parameters)");
    }
  }

  @Test
  void halfThePrecisionIsNear() {
    try (AutoencoderKl exact = network(SMALL, Precision.FP32);
        AutoencoderKl rough = network(SMALL, Precision.BF16)) {
      Tensors.scope(
          () -> {
            NDArray image = manager.randomNormal(new Shape(1, 3, 8, 8));
            NDArray mean = exact.encode(image).mean();
            float largest = mean.abs().max().getFloat();
            float worst = rough.encode(image).mean().sub(mean).abs().max().getFloat();
            assertThat(worst / largest).isBetween(1e-5f, 0.05f);
          });
    }
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    refused("{\"act_fn\": \"softplus\"}", "act_fn = softplus: must be one of ");
    refused("{\"_class_name\": \"VQModel\"}", "_class_name = VQModel: must be AutoencoderKL");
    refused("{\"down_block_types\": [\"DownBlock2D\"]}", "down_block_types = DownBlock2D: known");
    refused(
        "{\"block_out_channels\": [32, 64]}",
        "down_block_types has 1 elements: must have 2, one per level");
    refused("{\"block_out_channels\": 32}", "block_out_channels = 32: must be a list");
    refused("{\"layers_per_block\": 1.5}", "layers_per_block = 1.5: must be an integer");
    refused("{\"latent_channels\": 0}", "latent_channels = 0: must be between 1 and 16384");
    refused("{\"use_quant_conv\": 1}", "use_quant_conv = 1: must be true or false");
    refused("{\"scaling_factor\": \"a\"}", "scaling_factor = \"a\": must be a number");
    refused(
        "{\"latents_mean\": [1], \"latents_std\": [1]}",
        "latents_mean has 1 numbers: must have latent_channels = 4");
    refused("{\"norm_num_groups\": 7}", "7 norm groups do not divide 64 channels");
    try (AutoencoderKl network = network(SMALL, Precision.FP32)) {
      NDArray gray = manager.zeros(new Shape(1, 1, 8, 8));
      assertThatThrownBy(() -> network.encode(gray))
          .hasMessage("an image of shape (1, 1, 8, 8): must be (N, 3, H, W)");
      assertThatThrownBy(() -> network.decode(gray))
          .hasMessage("a latent of shape (1, 1, 8, 8): must be (N, 2, H, W)");
    }
  }

  private void refused(String json, String message) {
    assertThatThrownBy(() -> network(json, Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}

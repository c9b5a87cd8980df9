package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicVaeTest {
  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private ClassicVae network(ClassicConfig config) {
    ClassicVae network = new ClassicVae(config, TensorOps.of(Precision.FP32), manager);
    network.parameters().initialise(1);
    return network;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 20, 28, 32, 64})
  void anImageComesBackInItsOwnSize(int side) {
    try (ClassicVae network = network(new ClassicConfig(3, side, 10, true))) {
      Tensors.scope(
          () -> {
            NDArray image = manager.randomUniform(-1, 1, new Shape(2, 3, side, side));
            DiagonalGaussian q = network.encode(image);
            assertThat(q.mean().getShape()).isEqualTo(new Shape(2, 10));
            assertThat(q.logVariance().getShape()).isEqualTo(new Shape(2, 10));
            NDArray back = network.decode(q.mode());
            assertThat(back.getShape()).isEqualTo(image.getShape());
            assertThat(back.abs().max().getFloat()).isLessThan(1);
          });
    }
  }

  @Test
  void itHasTheLayersOfTheTextbook() {
    try (ClassicVae network = network(new ClassicConfig(1, 28, 10, true))) {
      Parameters all = network.parameters();
      assertThat(all.find("encoder.conv.0.weight").shape()).isEqualTo(new Shape(16, 1, 3, 3));
      assertThat(all.find("encoder.conv.1.weight").shape()).isEqualTo(new Shape(32, 16, 3, 3));
      assertThat(all.find("encoder.conv.2.weight").shape()).isEqualTo(new Shape(64, 32, 3, 3));
      assertThat(all.find("encoder.mean.weight").shape()).isEqualTo(new Shape(10, 64 * 4 * 4));
      assertThat(all.find("encoder.log_variance.weight").shape())
          .isEqualTo(new Shape(10, 64 * 4 * 4));
      assertThat(all.find("decoder.in.weight").shape()).isEqualTo(new Shape(64 * 4 * 4, 10));
      assertThat(all.find("decoder.conv.0.weight").shape()).isEqualTo(new Shape(64, 32, 3, 3));
      assertThat(all.find("decoder.conv.2.weight").shape()).isEqualTo(new Shape(16, 1, 3, 3));
      assertThat(network).hasToString("ClassicVae(1×28×28 → 10 numbers, 78293 parameters)");
    }
  }

  @Test
  void theImageIsTwiceTheSigmoidLessOne() {
    try (ClassicVae network = network(new ClassicConfig(1, 8, 2, true))) {
      Tensors.scope(
          () -> {
            NDArray raw = manager.create(new float[] {-100, -1, 0, 2, 100});
            float[] image = network.image(raw).toFloatArray();
            for (int i = 0; i < image.length; i++) {
              double sigmoid = 1 / (1 + Math.exp(-raw.getFloat(i)));
              assertThat((double) image[i]).isCloseTo(2 * sigmoid - 1, within(1e-6));
            }
          });
    }
  }

  @Test
  void gradientsReachEveryParameter() {
    try (ClassicVae network = network(new ClassicConfig(1, 28, 3, true))) {
      network.parameters().train(Parameters.Mode.TRAINING);
      NDArray image = manager.randomUniform(-1, 1, new Shape(4, 1, 28, 28));
      Tensors.scope(
          () ->
              Tensors.recording(
                  () -> {
                    VaeLoss loss = new VaeLoss(Reconstruction.BCE, 1, 0);
                    Tensors.backward(
                        loss.of(network, image, manager.ones(new Shape(4, 3))).mean(1));
                    return null;
                  }));
      for (Parameter parameter : network.parameters().all()) {
        assertThat(Tensors.gradientOf(parameter.array()).abs().max().getFloat())
            .as(parameter.name())
            .isGreaterThan(1e-6f);
      }
    }
  }

  @Test
  void aPlainAutoencoderHasNoVariance() {
    ClassicConfig config = new ClassicConfig(1, 8, 2, false);
    try (ClassicVae network = network(config)) {
      assertThat(network.parameters().find("encoder.log_variance.weight")).isNull();
      Tensors.scope(
          () ->
              assertThat(
                      network
                          .encode(manager.zeros(new Shape(1, 1, 8, 8)))
                          .deviation()
                          .max()
                          .getFloat())
                  .isLessThan(1e-6f));
      assertThat(network.toString()).startsWith("PlainAutoencoder(");
    }
  }

  @Test
  void theConfigurationIsReadAsItWasWritten() {
    ClassicConfig config = new ClassicConfig(3, 28, 10, true);
    assertThat(ClassicConfig.fromJson(config.toJson())).isEqualTo(config);
    ObjectNode json = config.toJson();
    json.put("latent_size", 1.5);
    assertThatThrownBy(() -> ClassicConfig.fromJson(json))
        .hasMessage("latent_size = 1.5: must be an integer");
    json.remove("variational");
    assertThatThrownBy(() -> ClassicConfig.fromJson(json)).hasMessageStartingWith("variational = ");
    assertThatThrownBy(() -> ClassicConfig.fromJson(json.put("_class_name", "VQModel")))
        .hasMessage("_class_name = VQModel: must be CorgiClassicVae");
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThatThrownBy(() -> new ClassicConfig(1, 30, 10, true))
        .hasMessage("sample_size = 30: must be a multiple of 4 from 8 to 256");
    assertThatThrownBy(() -> new ClassicConfig(1, 4, 10, true)).hasMessageContaining("= 4:");
    assertThatThrownBy(() -> new ClassicConfig(2, 28, 10, true))
        .hasMessage("in_channels = 2: must be 1 or 3");
    assertThatThrownBy(() -> new ClassicConfig(1, 28, 0, true))
        .hasMessage("latent_size = 0: must be from 1 to 4096");
    try (ClassicVae network = network(new ClassicConfig(1, 8, 2, true))) {
      assertThatThrownBy(() -> network.encode(manager.zeros(new Shape(1, 1, 12, 12))))
          .hasMessage("an image of shape (1, 1, 12, 12): must be (N, 1, 8, 8)");
      assertThatThrownBy(() -> network.decode(manager.zeros(new Shape(1, 3))))
          .hasMessage("a latent of shape (1, 3): must be (N, 2)");
    }
  }
}

package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaeLossTest {
  private static final Shape PIXELS = new Shape(2, 1, 1, 2);
  private static final float[] RAW = {0.5f, -2, 30, 0};
  private static final float[] IMAGE = {-1, 1, 1, 0.5f};

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private ClassicVae network(boolean variational) {
    ClassicConfig config = new ClassicConfig(1, 8, 3, variational);
    ClassicVae network = new ClassicVae(config, TensorOps.of(Precision.FP32), manager);
    network.parameters().initialise(4);
    return network;
  }

  private float[] of(Reconstruction reconstruction) {
    try (ClassicVae network = network(true)) {
      return reconstruction
          .of(network, manager.create(RAW, PIXELS), manager.create(IMAGE, PIXELS))
          .toFloatArray();
    }
  }

  private static double sigmoid(double a) {
    return 1 / (1 + Math.exp(-a));
  }

  /** −x′·log s − (1 − x′)·log(1 − s), as it is written. */
  private static double crossEntropy(double x, double a) {
    double target = (x + 1) / 2;
    double s = sigmoid(a);
    return -target * Math.log(s) - (target == 1 ? 0 : (1 - target) * Math.log(1 - s));
  }

  @Test
  void crossEntropyIsItsDefinition() {
    float[] actual = of(Reconstruction.BCE);
    assertThat((double) actual[0])
        .isCloseTo(crossEntropy(-1, 0.5) + crossEntropy(1, -2), within(1e-5));
    assertThat((double) actual[1])
        .isCloseTo(crossEntropy(1, 30) + crossEntropy(0.5, 0), within(1e-5));
    assertThat(Reconstruction.BCE.constant()).isZero();
  }

  @Test
  void crossEntropyStaysFiniteFarOut() {
    try (ClassicVae network = network(true)) {
      NDArray raw = manager.create(new float[] {1000, -1000, 1000, -1000}, PIXELS);
      NDArray image = manager.create(new float[] {1, -1, -1, 1}, PIXELS);
      assertThat(Reconstruction.BCE.of(network, raw, image).toFloatArray())
          .containsExactly(0, 2000);
    }
  }

  @Test
  void squaresAndMagnitudesAreOfTheImagesNumbers() {
    double[] difference = new double[4];
    for (int i = 0; i < 4; i++) {
      difference[i] = 2 * sigmoid(RAW[i]) - 1 - IMAGE[i];
    }
    float[] squares = of(Reconstruction.MSE);
    float[] magnitudes = of(Reconstruction.L1);
    for (int n = 0; n < 2; n++) {
      double a = difference[2 * n];
      double b = difference[2 * n + 1];
      assertThat((double) squares[n]).isCloseTo((a * a + b * b) / 2, within(1e-5));
      assertThat((double) magnitudes[n]).isCloseTo(Math.abs(a) + Math.abs(b), within(1e-5));
    }
  }

  /** ∫ p(x|x̂) dx = 1, by the trapezoidal rule: the constants make densities. */
  @Test
  void constantsMakeDensities() {
    double gaussian = 0;
    double laplace = 0;
    for (int i = -40_000; i <= 40_000; i++) {
      double d = i * 1e-3;
      gaussian += 1e-3 * Math.exp(-d * d / 2 - Reconstruction.MSE.constant());
      laplace += 1e-3 * Math.exp(-Math.abs(d) - Reconstruction.L1.constant());
    }
    assertThat(gaussian).isCloseTo(1, within(1e-6));
    assertThat(laplace).isCloseTo(1, within(1e-6));
  }

  @Test
  void theStandardNormalIsNoDivergenceAway() {
    NDArray zeros = manager.zeros(new Shape(2, 5));
    DiagonalGaussian standard = new DiagonalGaussian(zeros, zeros);
    assertThat(standard.kl().toFloatArray()).containsExactly(0, 0);
    NDArray mean = manager.create(new float[] {2, 0}, new Shape(1, 2));
    NDArray logVariance = manager.create(new float[] {0, 1}, new Shape(1, 2));
    DiagonalGaussian other = new DiagonalGaussian(mean, logVariance);
    float half = (float) ((Math.E - 2) / 2); // ½·(e − 1 − 1)
    assertThat(other.klOfEach().toFloatArray())
        .containsExactly(new float[] {2, half}, within(1e-5f));
    assertThat(other.kl().getFloat(0)).isCloseTo(2 + half, within(1e-5f));
  }

  @Test
  void theWeightGrowsAlongALine() {
    VaeLoss loss = new VaeLoss(Reconstruction.MSE, 0.5, 10);
    assertThat(loss.weight(0)).isZero();
    assertThat(loss.weight(5)).isEqualTo(0.25);
    assertThat(loss.weight(10)).isEqualTo(0.5);
    assertThat(loss.weight(1000)).isEqualTo(0.5);
    assertThat(new VaeLoss(Reconstruction.MSE, 0.5, 0).weight(0)).isEqualTo(0.5);
  }

  @Test
  void withoutWeightAndNoiseItIsThePlainAutoencoder() {
    NDArray image = manager.randomUniform(-1, 1, new Shape(3, 1, 8, 8));
    VaeLoss loss = new VaeLoss(Reconstruction.BCE, 0, 0);
    try (ClassicVae variational = network(true);
        ClassicVae plain = network(false)) {
      float[] mine = gradients(variational, plain, loss, image, 0);
      assertThat(mine).isEqualTo(gradients(plain, plain, loss, image, 1));
      assertThat(mine)
          .as("with noise it is another")
          .isNotEqualTo(gradients(variational, plain, loss, image, 1));
    }
  }

  /** Of the parameters that both have, and the loss before them. */
  private float[] gradients(
      ClassicVae network, ClassicVae plain, VaeLoss loss, NDArray image, double noise) {
    network.parameters().train(Parameters.Mode.FROZEN);
    network.parameters().train(Parameters.Mode.TRAINING);
    float[][] all = new float[1][];
    Tensors.scope(
        () ->
            Tensors.recording(
                () -> {
                  NDArray epsilon = manager.full(new Shape(3, 3), (float) noise);
                  NDArray value = loss.of(network, image, epsilon).mean(loss.beta());
                  Tensors.backward(value);
                  NDArray flat = value.reshape(1);
                  for (Parameter parameter : plain.parameters().all()) {
                    NDArray array = network.parameters().find(parameter.name()).array();
                    flat = flat.concat(Tensors.gradientOf(array).flatten());
                  }
                  all[0] = flat.toFloatArray();
                  return null;
                }));
    return all[0];
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new VaeLoss(Reconstruction.L1, -1, 0))
        .hasMessage("beta = -1.0: must be 0 or more");
    assertThatThrownBy(() -> new VaeLoss(Reconstruction.L1, 1, -1))
        .hasMessage("anneal = -1: must be 0 or more");
  }
}

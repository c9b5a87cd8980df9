package corgi.engine.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiagonalGaussianTest {
  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private DiagonalGaussian gaussian(float mean, float logVariance) {
    Shape one = new Shape(1, 1, 1, 1);
    return new DiagonalGaussian(
        manager.create(new float[] {mean}, one), manager.create(new float[] {logVariance}, one));
  }

  private static double logDensity(double x, double mean, double variance) {
    return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
  }

  /** Of f under N(mean, variance), by the trapezoidal rule. */
  private static double expected(DoubleUnaryOperator f, double mean, double variance) {
    double sum = 0;
    double h = 1e-3 * Math.sqrt(variance);
    for (int i = -9000; i <= 9000; i++) {
      double x = mean + i * h;
      sum += h * f.applyAsDouble(x) * Math.exp(logDensity(x, mean, variance));
    }
    return sum;
  }

  @Test
  void divergencesAreTheirIntegrals() {
    double variance = Math.exp(-1.5);
    double standard =
        expected(x -> logDensity(x, 0.7, variance) - logDensity(x, 0, 1), 0.7, variance);
    DiagonalGaussian q = gaussian(0.7f, -1.5f);
    assertThat((double) q.kl().getFloat(0)).isCloseTo(standard, within(1e-5));
    double other =
        expected(
            x -> logDensity(x, 0.7, variance) - logDensity(x, -1, Math.exp(0.4)), 0.7, variance);
    assertThat((double) q.kl(gaussian(-1, 0.4f)).getFloat(0)).isCloseTo(other, within(1e-5));
    assertThat(q.kl(q).getFloat(0)).isCloseTo(0, within(1e-6f));
    NDArray z = manager.create(new float[] {2}, new Shape(1, 1, 1, 1));
    assertThat((double) q.nll(z).getFloat(0))
        .isCloseTo(-logDensity(2, 0.7, variance), within(1e-5));
  }

  @Test
  void elementsAreSummedAndRowsAreNot() {
    NDArray moments = manager.zeros(new Shape(3, 4, 2, 5));
    moments.set(new ai.djl.ndarray.index.NDIndex("1, 0"), 2f); // a mean of 2 at ten pixels
    assertThat(DiagonalGaussian.of(moments).kl().toFloatArray()).containsExactly(0, 20, 0);
  }

  @Test
  void theLogVarianceIsLimited() {
    assertThat(gaussian(0, -100).logVariance().getFloat(0, 0, 0, 0)).isEqualTo(-30);
    assertThat(gaussian(0, 100).logVariance().getFloat(0, 0, 0, 0)).isEqualTo(20);
    assertThat(gaussian(0, 100).kl().getFloat(0)).isFinite();
  }

  @Test
  void samplesAreDifferentiable() {
    NDArray moments = manager.create(new float[] {1, (float) Math.log(4)}, new Shape(1, 2, 1, 1));
    NDArray noise = manager.create(new float[] {3}, new Shape(1, 1, 1, 1));
    assertThat(DiagonalGaussian.of(moments).sample(noise).getFloat(0, 0, 0, 0))
        .isCloseTo(1 + 2 * 3, within(1e-5f));
    NDArray gradient = Tensors.gradient(m -> DiagonalGaussian.of(m).sample(noise), moments);
    assertThat(gradient.toFloatArray()) // ∂z/∂μ = 1, ∂z/∂log σ² = ½·σ·ε
        .containsExactly(new float[] {1, 3}, within(1e-5f));
    NDArray kl = Tensors.gradient(m -> DiagonalGaussian.of(m).kl(), moments);
    assertThat(kl.toFloatArray()) // μ and ½·(σ² − 1)
        .containsExactly(new float[] {1, 1.5f}, within(1e-5f));
  }

  @Test
  void anOddNumberOfMomentsIsRefused() {
    NDArray odd = manager.zeros(new Shape(1, 3, 1, 1));
    assertThatThrownBy(() -> DiagonalGaussian.of(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("moments (1, 3, 1, 1): the second axis must be even");
  }
}

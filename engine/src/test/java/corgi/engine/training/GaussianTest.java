package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.tensor.Tensors;
import org.junit.jupiter.api.Test;

class GaussianTest {
  private static Gaussian of(NDManager manager, double mean, double logVariance) {
    return new Gaussian(
        manager.create(new float[] {(float) mean}),
        manager.create(new float[] {(float) logVariance}));
  }

  @Test
  void divergenceIsTheClosedFormAndZeroFromItself() {
    try (NDManager manager = Tensors.manager()) {
      Gaussian p = of(manager, 0.5, Math.log(0.25));
      Gaussian q = of(manager, -1, Math.log(4));
      // log(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²)/(2·σ₂²) − ½
      double expected = Math.log(4) + (0.25 + 2.25) / 8 - 0.5;
      assertThat(p.kl(q).getFloat()).isCloseTo((float) expected, within(1e-6f));
      assertThat(p.kl(p).getFloat()).isZero();
      expected = Math.log(2) + (0.25 + 0.25) / 2 - 0.5;
      assertThat(p.klToStandardNormal().getFloat()).isCloseTo((float) expected, within(1e-6f));
    }
  }

  @Test
  void densityIsTheClosedForm() {
    try (NDManager manager = Tensors.manager()) {
      NDArray x = manager.create(new float[] {2});
      double expected = Math.log(2 * Math.PI * 0.25) / 2 + 1.5 * 1.5 / (2 * 0.25);
      assertThat(of(manager, 0.5, Math.log(0.25)).nll(x).getFloat())
          .isCloseTo((float) expected, within(1e-5f));
    }
  }

  @Test
  void probabilitiesOfAllGreyLevelsSumToOne() {
    try (NDManager manager = Tensors.manager()) {
      NDArray levels = manager.arange(256f).mul(2 / 255f).sub(1);
      for (double mean : new double[] {-0.98, 0, 0.4, 1.3}) {
        NDArray log = of(manager, mean, Math.log(0.01)).logProbability(levels);
        assertThat(log.exp().sum().getFloat()).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void gradientsReachMeanAndVariance() {
    try (NDManager manager = Tensors.manager()) {
      Gaussian other = of(manager, 0.2, -0.3);
      NDArray mean = manager.create(new float[] {1});
      NDArray logVariance = manager.create(new float[] {-1});
      NDArray ofMean =
          Tensors.gradient(m -> new Gaussian(m, logVariance).kl(other), mean); // Δμ/σ₂²
      assertThat(ofMean.getFloat()).isCloseTo((float) (0.8 * Math.exp(0.3)), within(1e-5f));
      NDArray ofVariance =
          Tensors.gradient(v -> new Gaussian(mean, v).kl(other), logVariance); // (σ₁²/σ₂² − 1)/2
      assertThat(ofVariance.getFloat())
          .isCloseTo((float) ((Math.exp(-0.7) - 1) / 2), within(1e-5f));
    }
  }
}

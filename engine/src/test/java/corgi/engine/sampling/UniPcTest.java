package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.sampling.UniPc.Basis;
import corgi.engine.sampling.UniPc.Endings;
import corgi.engine.sampling.UniPc.Last;
import corgi.engine.tensor.RecordedNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UniPcTest implements ConvergenceLaws {
  private static UniPc full(int order, Basis basis) {
    return new UniPc(order, Target.DATA, basis, new Endings(Last.FULL_ORDER, Set.of()));
  }

  @Override
  public Sampler sampler() {
    return UniPc.of(2);
  }

  @Override
  public double order() {
    return 2; // the last step is of order 1
  }

  @Test
  void keptOrdersGainOne() {
    assertThat(ConvergenceLaws.measuredOrder(full(2, Basis.BH2))).isGreaterThan(2.5);
  }

  @Test
  void secondStepByHand() {
    // UniP-1 is DDIM: x₁ = .925. UniC-1 then adds −α·B·½·(m₁ − m₀) with B = e^−h − 1 = κ₁/κ₀ − 1.
    double corrected = 0.925 - 0.8 * (0.75 * 0.75 - 1) * 0.5 * (0.7 - 0.5);
    double ratio = 0.28 / 0.6;
    double x = ratio * corrected + (0.96 - 0.8 * ratio) * 0.7;
    assertThat(OneStep.two(full(1, Basis.BH2), 0.5, 0.7)).isCloseTo(x, within(1e-6));
  }

  @Test
  void whatAHookDidToTheStateIsKept() {
    try (NDManager manager = Tensors.manager()) {
      Denoiser denoiser = GaussianMixture.pair().denoiser();
      NDArray x = manager.ones(new Shape(1, 2, 1, 1));
      Listener shift =
          new Listener() {
            @Override
            public NDArray stepped(Stage stage, NDArray state) {
              return stage.index() == 6 ? state.add(0.5) : state;
            }
          };
      var sampling = new Sampling(UniPc.of(2), Times.inside(4, 0.4, 8));
      var none = new RecordedNoise(List.of());
      NDArray plain = sampling.run(x, denoiser, none, Listener.NONE);
      NDArray moved = sampling.run(x, denoiser, none, shift);
      assertThat(moved.sub(plain).min().getFloat()).isGreaterThan(0.2f);
    }
  }

  @Test
  void weightsSolveTheirEquations() {
    // r = (−1, 1): ρ₀ + ρ₁ = b₀ and −ρ₀ + ρ₁ = b₁, with B = eᶻ − 1
    double z = -0.3;
    double b = Math.expm1(z);
    double b0 = (b / z - 1) / b;
    double b1 = 2 * ((b / z - 1) / z - 0.5) / b;
    double[] rho = UniPcWeights.solve(new double[] {-1, 1}, z, b);
    assertThat(rho[0]).isCloseTo((b0 - b1) / 2, within(1e-12));
    assertThat(rho[1]).isCloseTo((b0 + b1) / 2, within(1e-12));
  }
}

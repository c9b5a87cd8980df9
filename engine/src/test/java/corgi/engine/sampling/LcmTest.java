package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Times;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class LcmTest implements SamplerLaws {
  private static final double MEAN = 0.3;
  private static final double DEVIATION = 0.5;

  @Override
  public Sampler sampler() {
    return new Lcm(10);
  }

  @Override
  public boolean stochastic() {
    return true;
  }

  @Test
  void stepByHand() {
    // t = 500·.002 = 1: c_skip = .25/1.25 = .2, c_out = 1/√1.25; x′ = .8·f + .6·1
    double f = 0.2 + 0.5 / Math.sqrt(1.25);
    assertThat(OneStep.of(new Lcm(0.002), 0.5)).isCloseTo(0.8 * f + 0.6, within(1e-6));
  }

  /** The law is about models of E[x₀ | x], of which this sampler makes too smooth images. */
  @Override
  public void gaussianKeepsItsMeanAndDeviation() {
    assertThat(deviation(LcmTest::consistent)).isCloseTo(DEVIATION, within(0.03));
    assertThat(deviation(LcmTest::posterior)).isLessThan(DEVIATION - 0.1);
  }

  /** Of 4,096 pixels after four steps. */
  private static double deviation(Denoiser denoiser) {
    try (NDManager manager = Tensors.manager()) {
      Grid grid = Times.inside(100, 0.4, 4);
      List<NoiseLevel> late = grid.levels().stream().map(level -> level.at(500)).toList();
      List<NoiseLevel> nexts = new java.util.ArrayList<>(grid.nexts());
      nexts.set(3, NoiseLevel.CLEAN);
      NDArray end =
          new Sampling(new Lcm(10), new Grid(late, nexts, 1))
              .draw(denoiser, new SeededNoise(manager, 5), new Shape(1, 64, 64));
      assertThat(end.mean().getFloat()).isCloseTo((float) MEAN, within(0.03f));
      return end.sub(MEAN).square().mean().sqrt().getFloat();
    }
  }

  /** The consistency function of N(μ, s²): where the probability flow from x ends. */
  private static Denoised consistent(NDArray x, Stage stage) {
    NoiseLevel level = stage.level();
    double spread = Math.hypot(level.alpha() * DEVIATION, level.sigma());
    return Denoised.of(x.sub(level.alpha() * MEAN).mul(DEVIATION / spread).add(MEAN));
  }

  private static Denoised posterior(NDArray x, Stage stage) {
    NoiseLevel level = stage.level();
    double spread = Math.hypot(level.alpha() * DEVIATION, level.sigma());
    double gain = level.alpha() * DEVIATION * DEVIATION / (spread * spread);
    return Denoised.of(x.sub(level.alpha() * MEAN).mul(gain).add(MEAN));
  }

  @Test
  void refusesAScalingThatIsNot() {
    assertThatThrownBy(() -> new Lcm(0)).hasMessage("time scaling = 0.0: must be positive");
  }
}

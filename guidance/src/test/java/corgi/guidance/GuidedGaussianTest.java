package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What guidance does to a distribution, in closed form. For p(x) = N(0, S²) and p(x|y) = N(μ, s²)
 * the guided probability-flow ODE of variance-exploding noise is linear, and from κ = T it carries
 * the variance T² to
 *
 * <pre>  T²·(s²/(s² + T²))^γ·(S²/(S² + T²))^(1−γ),</pre>
 *
 * close to s^2γ·S^(2−2γ): not the variance 1/(γ/s² + (1 − γ)/S²) of p(x)·p(y|x)^γ.
 */
class GuidedGaussianTest {
  private static final double LARGE = 1; // S
  private static final double SMALL = 0.5; // s
  private static final double MEAN = 2; // μ
  private static final double MOST = 80; // T
  private static final double LEAST = 0.002;
  private static final double GAMMA = 3;

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private ConditionalModel model(int n) {
    Shape pixel = new Shape(1, 1, 1);
    var any = GaussianMixture.single(pixel, 0, LARGE);
    var one = GaussianMixture.single(pixel, MEAN, SMALL);
    Network network =
        (input, time, conditioning, perturbed) -> {
          double kappa = time.getFloat(0);
          NoiseLevel level = new NoiseLevel(1, kappa, kappa);
          NDArray x = input.mul(Math.hypot(1, kappa)); // undoes c_in
          NDArray asked = conditioning.labels().reshape(-1, 1, 1, 1);
          return one.clean(x, level).mul(asked).add(any.clean(x, level).mul(asked.neg().add(1)));
        };
    return new ConditionalModel(
        Map.of(Weights.MAIN, network),
        new Clean(),
        LearnedVariance.RANGE,
        Map.of(
            Side.NULL, Conditioning.labels(manager.zeros(new Shape(n))),
            Side.PROMPT, Conditioning.labels(manager.ones(new Shape(n)))));
  }

  /** Karras et al. 2022 (2206.00364), eq. 5, with ρ = 7, then 0. */
  private static Grid karras(int steps) {
    List<NoiseLevel> levels = new ArrayList<>();
    double most = Math.pow(MOST, 1 / 7.0);
    double least = Math.pow(LEAST, 1 / 7.0);
    for (int i = 0; i < steps; i++) {
      double kappa = Math.pow(most + i / (steps - 1.0) * (least - most), 7);
      levels.add(new NoiseLevel(1, kappa, kappa));
    }
    levels.add(NoiseLevel.CLEAN);
    return Grid.through(levels, MOST);
  }

  /** The variance that T² becomes, from where two states end: the map is linear. */
  private double endVariance(Sampler sampler, int steps, double gamma) {
    NDArray x = manager.create(new float[] {0, 80}, new Shape(2, 1, 1, 1));
    var denoiser = new ClassifierFree(gamma).over(model(2));
    float[] end =
        new Sampling(sampler, karras(steps))
            .run(x, denoiser, (step, draw, image) -> x, Listener.NONE)
            .toFloatArray();
    double slope = (end[1] - end[0]) / 80.0;
    return MOST * MOST * slope * slope;
  }

  private static double exact(double gamma) {
    double t = MOST * MOST;
    double s = SMALL * SMALL;
    double big = LARGE * LARGE;
    return t * Math.pow(s / (s + t), gamma) * Math.pow(big / (big + t), 1 - gamma);
  }

  /** The relative error of the standard deviation. */
  private double error(Sampler sampler, int steps) {
    return Math.abs(Math.sqrt(endVariance(sampler, steps, GAMMA) / exact(GAMMA)) - 1);
  }

  @Test
  void theGuidedVarianceIsNotThatOfTheTiltedDensity() {
    double tilted = 1 / (GAMMA / (SMALL * SMALL) + (1 - GAMMA) / (LARGE * LARGE));
    assertThat(tilted).isCloseTo(0.1, within(1e-12));
    assertThat(exact(GAMMA)).isCloseTo(0.015625, within(1e-5));
    assertThat(endVariance(new Heun(), 128, GAMMA)).isCloseTo(0.015625, within(2e-4));
  }

  @Test
  void eulersErrorFallsAsComputedInDoublePrecision() {
    assertThat(error(Ddim.EULER, 16)).isCloseTo(0.535, within(0.001));
    assertThat(error(Ddim.EULER, 32)).isCloseTo(0.264, within(0.001));
    assertThat(error(Ddim.EULER, 64)).isCloseTo(0.1315, within(0.001));
  }

  @Test
  void heunsErrorFallsAsComputedInDoublePrecision() {
    assertThat(error(new Heun(), 16)).isCloseTo(0.364, within(0.002));
    assertThat(error(new Heun(), 32)).isCloseTo(0.0710, within(0.0007));
    assertThat(error(new Heun(), 64)).isCloseTo(0.0156, within(0.0003));
    assertThat(error(new Heun(), 128)).isCloseTo(0.00364, within(0.0003));
  }

  @Test
  void gammaZeroAndOneDrawThePlainDistributions() {
    assertThat(endVariance(new Heun(), 128, 0)).isCloseTo(1, within(0.005));
    assertThat(endVariance(new Heun(), 128, 1)).isCloseTo(0.25, within(0.002));
  }
}

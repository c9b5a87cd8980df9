package corgi.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Guided;
import corgi.engine.model.Clean;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Conditioning;
import corgi.engine.model.Guidance;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Listener;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Guidance from p(x) = N(0, S²) to p(x|y) = N(μ, s²), one pixel, S = 1, s = ½, μ = 2, on Karras'
 * grid from κ = T = 80. The guided denoiser is linear, so that a run's variance is exact: no sample
 * is drawn.
 */
final class TwoGaussians implements AutoCloseable {
  /** Where runs begin, T. */
  static final double MOST = Guided.MOST;

  private static final double WIDE = 1; // S²
  private static final double NARROW = 0.25; // s²
  private static final double MEAN = 2; // μ
  private static final Shape PIXEL = new Shape(1, 1, 1);
  private static final int INTERVALS = 20_000;

  private final NDManager manager = Tensors.manager();

  /** The variance of p(x)·p(y|x)^γ, normalised. */
  static double tilted(double gamma) {
    return 1 / (gamma / NARROW + (1 - gamma) / WIDE);
  }

  /**
   * The variance that T² becomes with ever smaller steps of DDIM's η: 0 is the probability flow, 1
   * the reverse stochastic equation. V′ = 2(1 + η²)(1 − c)V/κ − 2η²κ, where the guided denoiser has
   * slope c, is solved by
   *
   * <pre>  V(0) = Φ(0)·(T²/Φ(T²) + η²·∫₀ du/Φ(u)),  Φ(u) = ((S² + u)^(1−γ)·(s² + u)^γ)^(1+η²)</pre>
   */
  static double limit(double gamma, double eta) {
    double most = MOST * MOST;
    double first = Math.log(NARROW); // u = eᵛ − s²
    double h = (Math.log(most + NARROW) - first) / INTERVALS;
    double integral = 0;
    for (int i = 0; i <= INTERVALS; i++) { // Simpson's rule
      double simpson = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
      double u = Math.exp(first + i * h) - NARROW;
      integral += simpson * h / 3 * (u + NARROW) / homogeneous(u, gamma, eta);
    }
    return homogeneous(0, gamma, eta)
        * (most / homogeneous(most, gamma, eta) + eta * eta * integral);
  }

  private static double homogeneous(double u, double gamma, double eta) {
    return Math.pow(Math.pow(WIDE + u, 1 - gamma) * Math.pow(NARROW + u, gamma), 1 + eta * eta);
  }

  /**
   * The variance at the end of a run: the sum of squares of what the first state and every step's
   * noise contribute, each followed in a row of its own.
   */
  double variance(Sampler sampler, int steps, Guidance guidance) {
    float[] starts = new float[steps + 2];
    starts[1] = (float) MOST;
    float[] ends = run(sampler, steps, guidance, starts);
    return Arrays.stream(toDoubles(ends)).map(end -> (end - ends[0]) * (end - ends[0])).sum();
  }

  private static double[] toDoubles(float... values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** Returns where states end, one row each; step i adds a noise of 1 to row i + 2 alone. */
  float[] run(Sampler sampler, int steps, Guidance guidance, float... starts) {
    Grid grid = karras(steps);
    int n = starts.length;
    Noise noise =
        (step, draw, image) -> {
          float[] one = new float[n];
          one[step + 2] = 1;
          return manager.create(one, new Shape(n, 1, 1, 1));
        };
    return Tensors.scoped(
            () -> {
              NDArray x = manager.create(starts, new Shape(n, 1, 1, 1));
              var denoiser = guidance.begin(grid).over(model(n));
              return new Sampling(sampler, grid).run(x, denoiser, noise, Listener.NONE);
            })
        .toFloatArray();
  }

  private static Grid karras(int steps) {
    List<NoiseLevel> levels =
        Arrays.stream(Guided.kappas(steps)).mapToObj(k -> new NoiseLevel(1, k, k)).toList();
    return Grid.through(levels, MOST);
  }

  private ConditionalModel model(int n) {
    var any = GaussianMixture.single(PIXEL, 0, Math.sqrt(WIDE));
    var one = GaussianMixture.single(PIXEL, MEAN, Math.sqrt(NARROW));
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
            Side.PROMPT, Conditioning.labels(manager.ones(new Shape(n)))),
        (x, level) -> one.logDensity(x, level).sub(any.logDensity(x, level)));
  }

  @Override
  public void close() {
    manager.close();
  }
}

package corgi.guidance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.analytic.Component;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Guidance;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The analytic world as strategies see it: three classes of 3×2×2 images, a perfect ε-network that
 * counts what it is asked, and runs on a grid of κ from 20 to .05.
 */
final class World implements AutoCloseable {
  static final Shape IMAGE = new Shape(3, 2, 2);
  static final Grid GRID = Times.even(20, 0.05, 8);

  final NDManager manager = Tensors.manager();
  final GaussianMixture mixture =
      new GaussianMixture(IMAGE, List.of(component(0), component(1), component(2)));
  private final Network exact = mixture.network(new Epsilon(), Times::level);
  private final Network weak = mixture.widened(1.5).network(new Epsilon(), Times::level);
  int forwards;
  int rows;

  private static Component component(int label) {
    float[] z = new float[(int) IMAGE.size()];
    CounterRandom.normals(CounterRandom.key(7, label), z, 0, z.length);
    double[] mean = new double[z.length];
    Arrays.setAll(mean, i -> 0.8 * z[i]);
    return new Component(label + 1, 0.3 + 0.1 * label, mean);
  }

  /** The first stage of a step of {@link #GRID}. */
  static Stage stage(int index) {
    return new Stage(GRID.levels().get(index), GRID.nexts().get(index), index, GRID.steps(), true);
  }

  /** A model with the given class for each image. */
  ConditionalModel model(int... labels) {
    return new ConditionalModel(
        Map.of(Weights.MAIN, counting(exact), Weights.WEAK, counting(weak)),
        new Epsilon(),
        LearnedVariance.RANGE,
        Map.of(
            Side.NULL,
            mixture.nullCondition(manager, labels.length),
            Side.EMPTY,
            mixture.nullCondition(manager, labels.length),
            Side.PROMPT,
            mixture.condition(manager, labels)),
        (x, level) -> mixture.logPosterior(x, level).mul(chosen(labels)).sum(new int[] {1}));
  }

  /** One row per label with a 1 in its place, (N, K). */
  private NDArray chosen(int... labels) {
    float[] ones = new float[labels.length * mixture.classes()];
    for (int i = 0; i < labels.length; i++) {
      ones[i * mixture.classes() + labels[i]] = 1;
    }
    return manager.create(ones, new Shape(labels.length, mixture.classes()));
  }

  private Network counting(Network network) {
    return (input, time, conditioning, perturbed) -> {
      forwards++;
      rows += (int) input.size(0);
      return network.forward(input, time, conditioning, perturbed);
    };
  }

  /** A plausible state of n images at a step of the grid, with seeds 0, 1, …. */
  NDArray state(int index, int n) {
    long[] seeds = new long[n];
    Arrays.setAll(seeds, i -> i);
    NDArray noise = new SeededNoise(manager, seeds).at(Noise.INITIAL, index, IMAGE);
    return noise.mul(Math.hypot(GRID.levels().get(index).alpha(), 1) / Math.sqrt(2));
  }

  /** The plain answer to one evaluation. */
  NDArray answer(NDArray x, Stage stage, Evaluation asked, int... labels) {
    return model(labels).answer(x, stage, List.of(asked)).clean(asked);
  }

  /** The guided answer, from a run that begins here. */
  NDArray guided(Guidance guidance, NDArray x, Stage stage, int... labels) {
    return guidance.begin(GRID).over(model(labels)).denoise(x, stage).clean();
  }

  /** ∇ₓ log p(label | x) of one image, by differences. */
  double[] gradientByDifferences(NDArray x, Stage stage, int label) {
    var likelihood = model(label).likelihood();
    double h = 1e-2;
    double[] g = new double[(int) x.size()];
    for (int i = 0; i < g.length; i++) {
      float[] along = new float[g.length];
      along[i] = (float) h;
      NDArray d = manager.create(along, x.getShape());
      double up = likelihood.log(x.add(d), stage.level()).getFloat();
      double down = likelihood.log(x.sub(d), stage.level()).getFloat();
      g[i] = (up - down) / (2 * h);
    }
    return g;
  }

  /** Draws images of the given classes with Euler's method. */
  float[] draw(Guidance guidance, long[] seeds, int... labels) {
    return draw(Ddim.EULER, guidance, seeds, labels);
  }

  /** Draws images of the given classes. */
  float[] draw(Sampler sampler, Guidance guidance, long[] seeds, int... labels) {
    var noise = new SeededNoise(manager, seeds);
    var denoiser = guidance.begin(GRID).over(model(labels));
    try (NDArray images = new Sampling(sampler, GRID).draw(denoiser, noise, IMAGE)) {
      return images.toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}

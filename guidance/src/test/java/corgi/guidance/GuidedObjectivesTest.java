package corgi.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import corgi.engine.analytic.Component;
import corgi.engine.analytic.GaussianMixture;
import corgi.engine.analytic.Times;
import corgi.engine.model.ConditionalModel;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.LearnedVariance;
import corgi.engine.model.Network;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Side;
import corgi.engine.model.Weights;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.EdmGrid;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.Kappas;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Noise;
import corgi.engine.tensor.SeededNoise;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Guided pictures of networks that were trained as in Karras et al. 2022 (2206.00364, table 1), and
 * of those that learned a variance (Nichol and Dhariwal 2021, 2102.09672, eq. 15), beside the same
 * computed in double precision from the formulas alone: two classes of two pixels.
 */
class GuidedObjectivesTest {
  private static final GaussianMixture MIXTURE = GaussianMixture.pair();
  private static final int LABEL = 1;
  private static final double GAMMA = 3;
  private static final long SEED = 11;

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  private float[] draw(Network network, Preconditioning preconditioning, Sampling sampling) {
    var model =
        new ConditionalModel(
            Map.of(Weights.MAIN, network),
            preconditioning,
            LearnedVariance.RANGE,
            Map.of(
                Side.NULL, MIXTURE.nullCondition(manager, 1),
                Side.PROMPT, MIXTURE.condition(manager, LABEL)));
    var denoiser = new ClassifierFree(GAMMA).begin(sampling.grid()).over(model);
    return sampling.draw(denoiser, new SeededNoise(manager, SEED), MIXTURE.image()).toFloatArray();
  }

  private float[] noise(int step) {
    return new SeededNoise(manager, SEED).at(step, 0, MIXTURE.image()).toFloatArray();
  }

  /** E[x₀ | x] under one component, or under all weighed by how likely they made x. */
  private static double[] clean(double[] x, double alpha, double sigma, List<Component> classes) {
    double[] sum = new double[x.length];
    double total = 0;
    for (Component k : classes) {
      double variance = alpha * alpha * k.deviation() * k.deviation() + sigma * sigma;
      double far = 0;
      for (int i = 0; i < x.length; i++) {
        far += Math.pow(x[i] - alpha * k.mean()[i], 2);
      }
      double likely = k.weight() / variance * Math.exp(-far / (2 * variance)); // two pixels
      double gain = alpha * k.deviation() * k.deviation() / variance;
      for (int i = 0; i < x.length; i++) {
        sum[i] += likely * (k.mean()[i] + gain * (x[i] - alpha * k.mean()[i]));
      }
      total += likely;
    }
    for (int i = 0; i < x.length; i++) {
      sum[i] /= total;
    }
    return sum;
  }

  /** u + γ·(c − u). */
  private static double[] guided(double[] x, double alpha, double sigma) {
    double[] u = clean(x, alpha, sigma, MIXTURE.components());
    double[] c = clean(x, alpha, sigma, List.of(MIXTURE.components().get(LABEL)));
    return plus(u, GAMMA, plus(c, -1, u));
  }

  private static double[] plus(double[] a, double factor, double... b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * b[i];
    }
    return sum;
  }

  /** dx/d ln κ = x − D(x; κ), the flow of α = 1. */
  private static double[] slope(double[] x, double logKappa) {
    return plus(x, -1, guided(x, 1, Math.exp(logKappa)));
  }

  @Test
  void anEdmModelIsGuidedAlongTheGuidedFlow() {
    double most = 20;
    float[] z = noise(Noise.INITIAL);
    double[] x = {most * z[0], most * z[1]};
    int steps = 4000; // of Runge and Kutta, fourth order
    double h = Math.log(1e-4 / most) / steps;
    for (int i = 0; i < steps; i++) {
      double at = Math.log(most) + i * h;
      double[] k1 = slope(x, at);
      double[] k2 = slope(plus(x, h / 2, k1), at + h / 2);
      double[] k3 = slope(plus(x, h / 2, k2), at + h / 2);
      double[] k4 = slope(plus(x, h, k3), at + h);
      x = plus(plus(x, h / 6, plus(k1, 1, k4)), h / 3, plus(k2, 1, k3));
    }

    Grid grid = new EdmGrid(0.002, most, Kappas.KARRAS, EdmGrid.Last.ZERO).steps(200);
    for (double data : new double[] {0.5, 1.3}) {
      Edm edm = new Edm(data);
      Network network = MIXTURE.network(edm, Times::level);
      assertThat(draw(network, edm, new Sampling(new Heun(), grid)))
          .containsExactly(new float[] {(float) x[0], (float) x[1]}, within(2e-3f));
    }
  }

  /** v of the side that is told the class; guidance must not touch it. */
  private static double v(double x) {
    return 0.3 + 0.2 * Math.tanh(x);
  }

  private static Network learned() {
    Network mean = MIXTURE.network(new Epsilon(), Times::level);
    return (input, time, conditioning, perturbed) -> {
      NDArray f = mean.forward(input, time, conditioning, perturbed);
      NDArray told = conditioning.labels().eq(LABEL).toType(input.getDataType(), false);
      NDArray v = input.tanh().mul(0.2).add(0.3).add(told.reshape(-1, 1, 1, 1).sub(1));
      return NDArrays.concat(new NDList(f, v), 1); // the null side has v − 1
    };
  }

  @Test
  void aLearnedVarianceIsTheConditionalSidesAroundTheGuidedMean() {
    Grid grid = Times.even(20, 0.05, 12);
    NoiseLevel first = grid.levels().get(0);
    float[] z = noise(Noise.INITIAL);
    double[] x = {first.sigma() * z[0], first.sigma() * z[1]};
    for (int s = 0; s < grid.steps(); s++) {
      x = ancestral(x, grid.levels().get(s), grid.nexts().get(s), noise(s));
    }

    Sampler sampler = Ddim.ancestral(StepVariance.LEARNED);
    assertThat(draw(learned(), new Epsilon(), new Sampling(sampler, grid)))
        .containsExactly(new float[] {(float) x[0], (float) x[1]}, within(1e-4f));
  }

  /** Ho et al. 2020 (2006.11239), eq. 7, with α_t = ᾱ/ᾱ′. */
  private static double[] ancestral(double[] x, NoiseLevel from, NoiseLevel to, float... z) {
    double[] clean = guided(x, from.alpha(), from.sigma());
    double bar = from.alpha() * from.alpha();
    double before = to.alpha() * to.alpha();
    double beta = 1 - bar / before;
    double small = (1 - before) / (1 - bar) * beta;
    double[] next = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double share = (v(x[i]) + 1) / 2;
      double log = share * Math.log(beta) + (1 - share) * Math.log(small);
      next[i] =
          Math.sqrt(before) * beta / (1 - bar) * clean[i]
              + Math.sqrt(bar / before) * (1 - before) / (1 - bar) * x[i]
              + (before == 1 ? 0 : Math.exp(log / 2) * z[i]);
    }
    return next;
  }
}

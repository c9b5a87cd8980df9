package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.layers.Conv2d;
import corgi.engine.layers.GroupNorm;
import corgi.engine.layers.Linear;
import corgi.engine.layers.Parameter;
import corgi.engine.layers.Parameters;
import corgi.engine.layers.Table;
import corgi.engine.tensor.CounterRandom;
import corgi.engine.tensor.Groups;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.AdamW.Options;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamWTest {
  private static final float[] WEIGHT = {0.5f, -1, 2, 0.25f};
  private static final float[] BIAS = {0.1f, -0.3f};

  private final NDManager manager = Tensors.manager();
  private final Parameters parameters = new Parameters(manager);

  @AfterEach
  void close() {
    manager.close();
  }

  private void linear() {
    Linear.of(parameters.root(), 2, 2);
    parameters.set("weight", WEIGHT);
    parameters.set("bias", BIAS);
    parameters.train(Parameters.Mode.TRAINING);
  }

  private float[] values(String name) {
    return parameters.find(name).array().toFloatArray();
  }

  private NDArray array(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return manager.create(floats);
  }

  /** Makes a step towards a smaller loss and returns the norm of the gradient. */
  private static double step(AdamW optimiser, double rate, Supplier<NDArray> loss) {
    Tensors.recording(
        () -> {
          Tensors.backward(loss.get());
          return null;
        });
    return Tensors.inference(() -> optimiser.step(rate));
  }

  /**
   * torch.optim.AdamW of PyTorch 2.13 with two groups, λ = 0.1 and 0, after clip_grad_norm_ to 1:
   * loss = 0.05·(Σ w·a)² + Σ (b·c)².
   */
  @Test
  void movesAsPyTorchDoes() {
    linear();
    float[][] weights = {
      {0.4895000159740448f, -0.9890000224113464f, 1.9880000352859497f, 0.2397499978542328f},
      {0.4790000021457672f, -0.9780005216598511f, 1.9760016202926636f, 0.22949974238872528f},
      {0.4684925377368927f, -0.966994047164917f, 1.9639971256256104f, 0.21924176812171936f}
    };
    float[][] biases = {
      {0.09000000357627869f, -0.29000598192214966f},
      {0.08000502735376358f, -0.28000277280807495f},
      {0.07002076506614685f, -0.2699836492538452f}
    };
    double[] norms = {3.5796518325805664, 3.284069299697876, 2.9938783645629883};
    NDArray a = array(1, -2, 0.5, 3).reshape(2, 2);
    NDArray c = array(4, -0.01);
    try (AdamW optimiser = new AdamW(parameters, new Options(0.9, 0.99, 1e-8, 0.1, 1), manager)) {
      for (int i = 0; i < norms.length; i++) {
        double norm =
            step(
                optimiser,
                0.01,
                () -> {
                  NDArray w = parameters.find("weight").array();
                  NDArray b = parameters.find("bias").array();
                  return Tensors.scale(w.mul(a).sum().square(), 0.05).add(b.mul(c).square().sum());
                });
        assertThat(norm).isCloseTo(norms[i], within(1e-5));
        assertThat(values("weight")).containsExactly(weights[i], within(1e-6f));
        assertThat(values("bias")).containsExactly(biases[i], within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.9, 0.999, 0.02, Infinity", "0.8, 0.95, 0.3, 0.5", "0, 0, 0, 100"})
  void movesByTheFormula(double beta1, double beta2, double decay, double maxNorm) {
    linear();
    double rate = 0.003;
    double[] w = {0.5, -1, 2, 0.25};
    double[] m = new double[4];
    double[] v = new double[4];
    var options = new Options(beta1, beta2, 1e-6, decay, maxNorm);
    try (AdamW optimiser = new AdamW(parameters, options, manager)) {
      for (int t = 1; t <= 12; t++) {
        float[] g = new float[4];
        CounterRandom.normals(CounterRandom.key(t), g, 0, 4);
        NDArray gradient = manager.create(g, new Shape(2, 2));
        step(optimiser, rate, () -> parameters.find("weight").array().mul(gradient).sum());
        double norm = Math.sqrt((double) g[0] * g[0] + g[1] * g[1] + g[2] * g[2] + g[3] * g[3]);
        double clip = Math.min(1, maxNorm / norm);
        for (int i = 0; i < 4; i++) {
          m[i] = beta1 * m[i] + (1 - beta1) * clip * g[i];
          v[i] = beta2 * v[i] + (1 - beta2) * clip * g[i] * clip * g[i];
          double hatM = m[i] / (1 - Math.pow(beta1, t));
          double hatV = v[i] / (1 - Math.pow(beta2, t));
          w[i] = w[i] - rate * decay * w[i] - rate * hatM / (Math.sqrt(hatV) + 1e-6);
        }
      }
      float[] moved = values("weight");
      for (int i = 0; i < 4; i++) {
        assertThat((double) moved[i]).isCloseTo(w[i], within(2e-6));
      }
      assertThat(values("bias")).containsExactly(BIAS); // its gradient was zero
    }
  }

  @Test
  void biasesNormsAndEmbeddingsDoNotDecay() {
    Linear.of(parameters.root().at("linear"), 2, 3);
    Conv2d.same3(parameters.root().at("conv"), 1, 2);
    new GroupNorm(parameters.root().at("norm"), 4, new Groups(2, 1e-5));
    Table table = new Table(parameters.root().at("table"), 5, 2);
    assertThat(table).isNotNull();
    parameters.names().forEach(name -> parameters.set(name, ones(name)));
    parameters.train(Parameters.Mode.TRAINING);
    Map<String, Float> moved = new TreeMap<>();
    try (AdamW optimiser = new AdamW(parameters, new Options(0.9, 0.99, 1e-8, 0.5, 1), manager)) {
      step(optimiser, 0.1, () -> nothing());
      parameters.names().forEach(name -> moved.put(name, values(name)[0]));
    }
    assertThat(moved) // w − η·λ·w
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "linear.weight", 0.95f,
                    "linear.bias", 1f,
                    "conv.weight", 0.95f,
                    "conv.bias", 1f,
                    "norm.weight", 1f,
                    "norm.bias", 1f,
                    "table.weight", 1f)));
  }

  private float[] ones(String name) {
    float[] ones = new float[Math.toIntExact(parameters.find(name).shape().size())];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /** Zero, with a gradient of zero for every parameter. */
  private NDArray nothing() {
    NDArray sum = array(0);
    for (Parameter parameter : parameters.all()) {
      sum = sum.add(Tensors.scale(parameter.array().sum(), 0));
    }
    return sum.sum();
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "1e30"}) // the square of the last is beyond float32
  void nothingMovesByAGradientThatIsNotFinite(float factor) {
    linear();
    try (AdamW optimiser = new AdamW(parameters, Options.DEFAULT, manager)) {
      step(optimiser, 0.1, () -> parameters.find("weight").array().sum());
      float[] weight = values("weight");
      float[] first = optimiser.first().get(0).toFloatArray();
      float[] second = optimiser.second().get(0).toFloatArray();
      NDArray broken = array(1, factor, 1, 1).reshape(2, 2);
      double norm = step(optimiser, 0.1, () -> parameters.find("weight").array().mul(broken).sum());
      assertThat(norm).isNotFinite();
      assertThat(optimiser.steps()).isEqualTo(1);
      assertThat(values("weight")).isEqualTo(weight);
      assertThat(optimiser.first().get(0).toFloatArray()).isEqualTo(first);
      assertThat(optimiser.second().get(0).toFloatArray()).isEqualTo(second);

      step(optimiser, 0.1, () -> parameters.find("weight").array().sum()); // nothing is left of it
      assertThat(optimiser.steps()).isEqualTo(2);
      assertThat(values("weight")[1]).isFinite().isLessThan(weight[1]);
    }
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused("beta1 = 1.0: must be in [0, 1)", 1, 0.9, 1e-8, 0, 1);
    assertRefused("beta2 = -0.1: must be in [0, 1)", 0, -0.1, 1e-8, 0, 1);
    assertRefused("epsilon = 0.0: must be in (0, 1)", 0, 0, 0, 0, 1);
    assertRefused("weight decay = NaN: must be at least 0", 0, 0, 1e-8, Double.NaN, 1);
    assertRefused("largest gradient norm = 0.0: must be positive", 0, 0, 1e-8, 0, 0);
  }

  private static void assertRefused(String message, double... v) {
    assertThatThrownBy(() -> new Options(v[0], v[1], v[2], v[3], v[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}

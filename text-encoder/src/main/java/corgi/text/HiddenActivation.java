package corgi.text;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Script;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What stands between the two layers of a block, by the names that {@code hidden_act} has. GELU and
 * its approximations: Hendrycks and Gimpel 2016, 1606.08415.
 */
enum HiddenActivation {
  /** x·Φ(x). */
  GELU("torch.gelu(x)", "gelu", "gelu_python"),

  /** ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))). */
  GELU_TANH(
      "torch.mul(torch.mul(x, 0.5), torch.add(torch.tanh(torch.mul(torch.add(x,"
          + " torch.mul(torch.pow(x, 3), 0.044715)), 0.7978845608028654)), 1))",
      "gelu_new",
      "gelu_fast",
      "gelu_accurate",
      "gelu_pytorch_tanh",
      "gelu_python_tanh"),

  /** x·sigmoid(1.702·x). */
  GELU_QUICK("torch.mul(x, torch.sigmoid(torch.mul(x, 1.702)))", "quick_gelu"),

  /** x·Φ(x), cut off at ±10. Wu et al. 2020, 2004.09602. */
  GELU_CLIPPED("torch.clamp(torch.gelu(x), -10, 10)", "gelu_10"),

  /** max(x, 0). */
  RELU("torch.relu(x)", "relu"),

  /** max(x, 0)². So et al. 2021, 2109.08668. */
  RELU_SQUARED("torch.pow(torch.relu(x), 2)", "relu2"),

  /** min(max(x, 0), 6). */
  RELU_CLIPPED("torch.clamp(x, 0, 6)", "relu6"),

  /** max(x, 0) + 0.01·min(x, 0). */
  RELU_LEAKY("torch.leaky_relu(x, 0.01)", "leaky_relu"),

  /** x·sigmoid(x). */
  SILU("torch.silu(x)", "silu", "swish"),

  /** x·tanh(log(1 + eˣ)). Misra 2019, 1908.08681. */
  MISH("torch.mish(x)", "mish"),

  /** 1/(1 + e⁻ˣ). */
  SIGMOID("torch.sigmoid(x)", "sigmoid"),

  /** tanh(x). */
  TANH("torch.tanh(x)", "tanh"),

  /** x. */
  LINEAR("x", "linear");

  private final String expression;

  @SuppressWarnings("ImmutableEnumChecker") // it is List.of
  private final List<String> names;

  HiddenActivation(String expression, String... names) {
    this.expression = expression;
    this.names = List.of(names);
  }

  /**
   * Returns the activation of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known
   */
  static HiddenActivation named(String name) {
    for (HiddenActivation activation : values()) {
      if (activation.names.contains(name)) {
        return activation;
      }
    }
    throw new IllegalArgumentException(
        "hidden_act = '%s': known are %s"
            .formatted(
                name,
                Arrays.stream(values())
                    .flatMap(activation -> activation.names.stream())
                    .collect(Collectors.joining(", "))));
  }

  /** Returns the function, differentiable, elementwise, compiled once. */
  UnaryOperator<NDArray> function() {
    Script script = new Script("x: Tensor", "Tensor", "return " + expression);
    return x -> script.call(x);
  }
}

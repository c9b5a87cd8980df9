package corgi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.tensor.Tensors;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HiddenActivationTest {
  private static final float[] POINTS = {-12, -3, -1, -0.25f, 0, 0.5f, 1, 2, 7, 15};

  static Stream<Arguments> formulas() {
    return Stream.of(
        of("gelu", x -> x * normal(x)),
        of("gelu_python", x -> x * normal(x)),
        of("gelu_new", HiddenActivationTest::tanhGelu),
        of("gelu_fast", HiddenActivationTest::tanhGelu),
        of("gelu_accurate", HiddenActivationTest::tanhGelu),
        of("gelu_pytorch_tanh", HiddenActivationTest::tanhGelu),
        of("gelu_python_tanh", HiddenActivationTest::tanhGelu),
        of("quick_gelu", x -> x / (1 + Math.exp(-1.702 * x))),
        of("gelu_10", x -> Math.min(10, x * normal(x))),
        of("relu", x -> Math.max(x, 0)),
        of("relu2", x -> Math.max(x, 0) * Math.max(x, 0)),
        of("relu6", x -> Math.min(6, Math.max(x, 0))),
        of("leaky_relu", x -> x < 0 ? 0.01 * x : x),
        of("silu", x -> x / (1 + Math.exp(-x))),
        of("swish", x -> x / (1 + Math.exp(-x))),
        of("mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
        of("sigmoid", x -> 1 / (1 + Math.exp(-x))),
        of("tanh", Math::tanh),
        of("linear", x -> x));
  }

  private static Arguments of(String name, DoubleUnaryOperator formula) {
    return Arguments.of(name, formula);
  }

  private static double tanhGelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** Φ by Simpson's rule from 0, where it is ½. */
  private static double normal(double x) {
    int n = 2000;
    double h = x / n;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double weight = i == 0 || i == n ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-0.5 * i * h * i * h);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void isItsFormula(String name, DoubleUnaryOperator formula) {
    Tensors.scope(
        () -> {
          NDArray x = Tensors.array(POINTS, new Shape(POINTS.length));
          float[] actual = HiddenActivation.named(name).function().apply(x).toFloatArray();
          for (int i = 0; i < POINTS.length; i++) {
            double expected = formula.applyAsDouble(POINTS[i]);
            assertThat((double) actual[i])
                .as("%s(%s)", name, POINTS[i])
                .isCloseTo(expected, within(2e-6 * (1 + Math.abs(expected))));
          }
        });
  }

  @Test
  void everyActivationHasAFormula() {
    assertThat(formulas().map(a -> HiddenActivation.named((String) a.get()[0])).distinct())
        .containsExactlyInAnyOrder(HiddenActivation.values());
  }

  @Test
  void anotherNameIsRefused() {
    assertThatThrownBy(() -> HiddenActivation.named("xielu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("hidden_act = 'xielu': known are gelu, ");
  }
}

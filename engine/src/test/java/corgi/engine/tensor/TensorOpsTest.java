package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TensorOpsTest {
  private static final TensorOps PLAIN = new PlainOps();

  /** Of the largest magnitude in an array: float32 sums in another order. */
  private static final double FP32 = 2e-6;

  /** The same for bfloat16, whose significand has 8 bits: one rounding is 2⁻⁹ = .002. */
  private static final double BF16 = 0.02;

  private final NDManager manager = Tensors.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<OpCase> cases() {
    return OpCase.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scriptAgreesWithPlain(OpCase op) {
    assertAgrees(op, ScriptOps.FP32, FP32);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bf16IsNearPlain(OpCase op) {
    assertAgrees(op, ScriptOps.BF16, BF16);
  }

  private void assertAgrees(OpCase op, TensorOps ops, double tolerance) {
    List<float[]> actual = outputAndGradients(op, ops);
    List<float[]> expected = outputAndGradients(op, PLAIN);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      float[] want = expected.get(i);
      assertThat(actual.get(i)).hasSameSizeAs(want);
      double largest = 0;
      double worst = 0;
      for (int j = 0; j < want.length; j++) {
        largest = Math.max(largest, Math.abs(want[j]));
        worst = Math.max(worst, Math.abs(want[j] - actual.get(i)[j]));
      }
      assertThat(largest).as("%s: something to compare in array %d", op, i).isPositive();
      assertThat(worst / largest)
          .as("%s: %s, with respect to input %d", op, i == 0 ? "value" : "gradient", i - 1)
          .isLessThanOrEqualTo(tolerance);
    }
  }

  /** The value, then the gradient of Σ value·w for random w by each input. */
  private List<float[]> outputAndGradients(OpCase op, TensorOps ops) {
    return Tensors.recording(
        () -> {
          List<NDArray> leaves = new ArrayList<>();
          List<NDArray> inputs = new ArrayList<>();
          for (int i = 0; i < op.shapes().size(); i++) {
            NDArray leaf = Tensors.leaf(random(i, op.shapes().get(i)));
            leaves.add(leaf);
            inputs.add(i < op.activations() ? ops.enter(leaf) : leaf);
          }
          NDArray value = ops.leave(op.call().of(ops, inputs));
          assertThat(value.getDataType()).isEqualTo(DataType.FLOAT32);
          Tensors.backward(value, random(-1, value.getShape()));
          List<float[]> results = new ArrayList<>();
          results.add(value.toFloatArray());
          leaves.forEach(leaf -> results.add(Tensors.gradientOf(leaf).toFloatArray()));
          return results;
        });
  }

  private NDArray random(int key, Shape shape) {
    float[] z = new float[Math.toIntExact(shape.size())];
    CounterRandom.normals(CounterRandom.key(key), z, 0, z.length);
    return manager.create(z, shape);
  }

  static Stream<TensorOps> all() {
    return Stream.of(PLAIN, ScriptOps.FP32);
  }

  /** The two could be wrong alike; these values are worked out by hand. */
  @ParameterizedTest
  @MethodSource("all")
  void valuesByHand(TensorOps ops) {
    NDArray one = manager.create(new float[] {1, -2}, new Shape(1, 2));
    assertClose(ops.silu(one), 1 / (1 + Math.exp(-1)), -2 / (1 + Math.exp(2)));
    assertClose(ops.gelu(one), 0.8413447, -2 * 0.0227501); // Φ(1), Φ(−2)
    assertClose(
        ops.mish(one), Math.tanh(Math.log1p(Math.E)), -2 * Math.tanh(Math.log1p(Math.exp(-2))));
    assertClose(ops.relu(one), 1, 0);
    assertClose(ops.geglu(one), 1 * -2 * 0.0227501);
    NDArray w = manager.create(new float[] {3, 4}, new Shape(1, 2));
    assertClose(ops.linear(one, w, manager.create(new float[] {0.5f})), 3 - 8 + 0.5);

    NDArray x = manager.create(new float[] {1, 3, 10, 30}, new Shape(1, 2, 1, 2));
    NDArray scale = manager.create(new float[] {1, 2});
    NDArray shift = manager.create(new float[] {0, 5});
    // deviations 1 and 10 of means 2 and 20, one group per channel
    assertClose(ops.groupNorm(x, scale, shift, new Groups(2, 0)), -1, 1, 3, 7);
    // variances 1 and 100, to which ε adds 3
    double far = 10 / Math.sqrt(103);
    assertClose(ops.layerNorm(x.reshape(1, 2, 2), scale, shift, 3), -0.5, 6, -far, 5 + 2 * far);
    assertClose(ops.upsample(x.get(":, :1")), 1, 1, 3, 3, 1, 1, 3, 3);
    assertClose(ops.resize(x.get(":, :1"), 1, 3), 1, 1, 3); // ⌊i·2/3⌋ = 0, 0, 1
    NDArray nine = manager.arange(9f).reshape(1, 1, 3, 3);
    assertClose(ops.pool(nine), 2); // (0 + 1 + 3 + 4)/4; the rest is left out
  }

  @ParameterizedTest
  @MethodSource("all")
  void convolutionByHand(TensorOps ops) {
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
    NDArray kernel = manager.arange(9f).reshape(1, 1, 3, 3);
    NDArray bias = manager.create(new float[] {100});
    // the kernel's middle (4) lies on the pixel: first output 4·1 + 5·2 + 7·3 + 8·4
    assertClose(ops.conv2d(x, kernel, bias, Window.same(3)), 167, 157, 137, 127);
    assertClose(ops.conv2d(x, kernel, null, new Window(2, 1)), 67);
    // the kernel's first element (0) lies on the pixel: 0·1 + 1·2 + 3·3 + 4·4
    assertClose(ops.conv2d(x, kernel, null, new Window(2, 0, 1)), 27);
  }

  @ParameterizedTest
  @MethodSource("all")
  void attentionByHand(TensorOps ops) {
    NDArray q = manager.create(new float[] {2, 0, 0, 0}, new Shape(1, 1, 4));
    NDArray k = manager.create(new float[] {1, 0, 0, 0, 0, 0, 0, 0}, new Shape(1, 2, 4));
    NDArray v = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(1, 2, 4));
    double p = 1 / (1 + Math.exp(-Math.sqrt(2))); // logits 2/√2 and 0 in the first head
    assertClose(
        ops.attention(q, k, v, new Heads(2, null)),
        p + 5 * (1 - p),
        2 * p + 6 * (1 - p),
        5,
        6); // the second head sees no difference
    NDArray hide = manager.create(new float[] {0, -10000}, new Shape(1, 1, 1, 2));
    assertClose(ops.attention(q, k, v, new Heads(2, hide)), 1, 2, 3, 4);
  }

  @Test
  void bf16ReallyRounds() {
    NDArray x = manager.create(new float[] {1 + 0x1p-9f});
    assertThat(ScriptOps.BF16.leave(ScriptOps.BF16.enter(x)).getFloat()).isEqualTo(1);
    assertThat(ScriptOps.FP32.leave(ScriptOps.FP32.enter(x)).getFloat()).isNotEqualTo(1);
  }

  @Test
  void listsOfTensorsLeaveNoMarkOnTheirArrays() {
    var sum =
        new Script(
            "w: List[Tensor], b: Tensor", "Tensor", "return torch.add(w[0], torch.mul(w[1], b))");
    NDArray kernel = manager.ones(new Shape(1, 1));
    NDArray other = manager.ones(new Shape(1, 1)).mul(3);
    NDArray result = sum.callWithLists(List.of(List.of(kernel, other)), manager.create(2f));
    assertThat(result.toFloatArray()).containsExactly(7);
    // a mark left behind would make two arguments of the next call one list
    assertClose(ScriptOps.FP32.linear(kernel, other, null), 3);
  }

  private static void assertClose(NDArray actual, double... expected) {
    float[] values = actual.toFloatArray();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < values.length; i++) {
      assertThat((double) values[i]).as("element %d", i).isCloseTo(expected[i], within(2e-4));
    }
  }
}

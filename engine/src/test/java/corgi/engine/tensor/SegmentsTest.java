package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SegmentsTest {
  private final NDManager manager = Tensors.manager();
  private final List<String> evaluated = new ArrayList<>();
  private double most;

  @AfterEach
  void close() {
    manager.close();
  }

  /** Two parts of which the second reads the first's output twice, and a third that joins them. */
  private NDArray formula(NDArray w) {
    NDArray a = part("a", () -> w.square());
    NDArray b = part("b", () -> a.exp().mul(a));
    NDArray c = part("c", () -> b.mul(a).add(w));
    return c.sum();
  }

  private NDArray part(String name, java.util.function.Supplier<NDArray> formula) {
    return Segments.of(
        () -> {
          evaluated.add(name);
          return formula.get();
        });
  }

  private float[] gradient(Function<NDArray, NDArray> backward) {
    NDArray leaf = Tensors.leaf(manager.create(new float[] {0.5f, -1, 0.25f}));
    Tensors.recording(
        () -> {
          Tensors.scope(
              () -> {
                NDArray unused = backward.apply(leaf);
              });
          return null;
        });
    return Tensors.gradientOf(leaf).toFloatArray();
  }

  @Test
  void gradientsOfAllConsumersAddUp() {
    float[] parts = gradient(w -> Segments.backward(() -> formula(w), 1));
    assertThat(evaluated).containsExactly("a", "b", "c", "c", "b", "a");
    float[] x = {0.5f, -1, 0.25f};
    for (int i = 0; i < x.length; i++) { // f = exp(w²)·w⁴ + w
      double w = x[i];
      double expected = Math.exp(w * w) * (2 * Math.pow(w, 5) + 4 * Math.pow(w, 3)) + 1;
      assertThat((double) parts[i]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void theWeightScalesTheGradientAndNotTheValue() {
    float[] whole = gradient(w -> Segments.backward(() -> formula(w), 1));
    float[] values = new float[1];
    float[] half =
        gradient(
            w -> {
              NDArray value = Segments.backward(() -> formula(w), 0.5);
              values[0] = value.getFloat();
              return value;
            });
    double expected = 0;
    for (double w : new double[] {0.5, -1, 0.25}) {
      expected += Math.exp(w * w) * Math.pow(w, 4) + w;
    }
    assertThat((double) values[0]).isCloseTo(expected, within(1e-5));
    for (int i = 0; i < whole.length; i++) {
      assertThat(half[i]).isEqualTo(whole[i] / 2);
    }
  }

  @Test
  void withoutItPartsAreEvaluatedOnceAndRecorded() {
    float[] plain =
        gradient(
            w -> {
              NDArray value = formula(w);
              Tensors.backward(value);
              return value;
            });
    assertThat(evaluated).containsExactly("a", "b", "c");
    float[] parts = gradient(w -> Segments.backward(() -> formula(w), 1));
    assertThat(parts).containsExactly(plain, within(1e-6f));
  }

  @Test
  void partsWithinPartsAreRecomputedWithTheirOuterOne() {
    gradient(w -> Segments.backward(() -> part("outer", () -> formula(w)), 1));
    assertThat(evaluated).containsExactly("outer", "a", "b", "c", "outer", "a", "b", "c");
  }

  @Test
  void aFormulaThatFailsLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                gradient(
                    w ->
                        Segments.backward(
                            () -> {
                              throw new IllegalStateException("on purpose");
                            },
                            1)))
        .hasMessage("on purpose");
    withoutItPartsAreEvaluatedOnceAndRecorded();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void onlyOutputsStayInMemory() {
    double kept = peak(w -> Tensors.backward(deep(w)));
    double recomputed = peak(w -> Segments.backward(() -> deep(w), 1));
    System.out.printf("way back: %.0f MiB kept, %.0f MiB recomputed%n", kept, recomputed);
    assertThat(recomputed).isLessThan(0.7 * kept);
  }

  /** Four parts of four arrays. */
  private NDArray deep(NDArray w) {
    NDArray x = w;
    for (int i = 0; i < 4; i++) {
      NDArray in = x;
      x =
          Segments.of(
              () -> {
                NDArray h = in;
                for (int j = 0; j < 4; j++) {
                  h = h.sin();
                  most = Math.max(most, ResidentMemory.mebibytes());
                }
                return h;
              });
    }
    return x.sum();
  }

  private interface Backward {
    void of(NDArray w);
  }

  /** How much memory grows at most while parts are evaluated. */
  private double peak(Backward backward) {
    // Beyond 32 MiB each the C library takes and gives back memory array by array.
    NDArray w = manager.ones(new Shape(33, 1 << 18));
    NDArray leaf = Tensors.leaf(w);
    w.close();
    most = 0;
    double before = ResidentMemory.mebibytes();
    Tensors.recording(
        () -> {
          Tensors.scope(() -> backward.of(leaf));
          return null;
        });
    leaf.close();
    return most - before;
  }
}

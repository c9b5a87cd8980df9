package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private final NDManager manager = Tensors.manager();
  private final NDArray x = manager.create(new float[] {1, -2, 3});

  @AfterEach
  void close() {
    manager.close();
  }

  private int alive() {
    return manager.getManagedArrays().size();
  }

  @Test
  void aScopeFreesAllButItsResult() {
    NDArray y = Tensors.scoped(() -> x.mul(2).add(1).square());
    assertThat(y.toFloatArray()).containsExactly(9, 9, 49);
    assertThat(alive()).isEqualTo(2); // x and y
  }

  @Test
  void aScopeOfManyFreesAllButItsResults() {
    NDList both = Tensors.scopedAll(() -> new NDList(x.mul(2), x.add(1).neg()));
    assertThat(both.get(1).toFloatArray()).containsExactly(-2, 1, -4);
    assertThat(alive()).isEqualTo(3);
  }

  @Test
  void anInnerResultBelongsToTheScopeAround() {
    List<NDArray> inner = new ArrayList<>();
    NDArray outer =
        Tensors.scoped(
            () -> {
              inner.add(Tensors.scoped(() -> x.mul(2).add(1)));
              return inner.get(0).add(1);
            });
    assertThat(outer.toFloatArray()).containsExactly(4, -2, 8);
    assertThat(((ai.djl.pytorch.engine.PtNDArray) inner.get(0)).isReleased()).isTrue();
    assertThat(alive()).isEqualTo(2);
  }

  @Test
  void aFailingFormulaLeavesNothing() {
    assertThatThrownBy(
            () ->
                Tensors.scope(
                    () -> {
                      x.mul(2);
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
    assertThat(alive()).isEqualTo(1);
    x.mul(2); // no scope is left open that would claim this
    assertThat(alive()).isEqualTo(2);
  }

  @Test
  void arraysMadeFromJavaOutliveTheirValues() {
    float[] values = {1, 2, 3, 4};
    NDArray view = Tensors.scoped(() -> Tensors.array(values, new Shape(4)).get("1:3"));
    values[1] = 9;
    assertThat(view.toFloatArray()).containsExactly(2, 3);
  }

  @Test
  void gradientByHand() {
    // Σ x³ → 3x²
    NDArray gradient = Tensors.gradient(z -> z.pow(3), x);
    assertThat(gradient.toFloatArray()).containsExactly(3, 12, 27);
    assertThat(alive()).isEqualTo(2);
    assertThat(x.hasGradient()).isFalse();
    assertThat(Tensors.gradient(z -> z.pow(3), x).toFloatArray())
        .as("nothing accumulates")
        .containsExactly(3, 12, 27);
  }

  @Test
  void gradientOfAPartIsZeroElsewhere() {
    assertThat(Tensors.gradient(z -> z.get("1:"), x).toFloatArray()).containsExactly(0, 1, 1);
  }

  @Test
  void gradientInsideInferenceStillRecords() {
    Tensors.inference(
        () -> {
          assertThat(Tensors.gradient(NDArray::square, x).toFloatArray()).containsExactly(2, -4, 6);
          assertThat(JniUtils.isGradMode()).isFalse();
          return null;
        });
  }

  @Test
  void aFormulaThatIgnoresItsArgumentHasNoGradient() {
    assertThatThrownBy(() -> Tensors.gradient(z -> x.square(), x))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("does not require grad");
  }

  @Test
  void gradModeIsPutBackAfterAFailure() {
    boolean before = JniUtils.isGradMode();
    assertThatThrownBy(
            () ->
                (before ? (Runnable) this::failInInference : (Runnable) this::failRecording).run())
        .hasMessage("stop");
    assertThat(JniUtils.isGradMode()).isEqualTo(before);
  }

  private void failInInference() {
    Tensors.inference(
        () -> {
          throw new IllegalStateException("stop");
        });
  }

  private void failRecording() {
    Tensors.recording(
        () -> {
          throw new IllegalStateException("stop");
        });
  }

  @Test
  void inferenceKeepsNoGraphAndRecordingDoes() {
    NDArray leaf = Tensors.leaf(x);
    NDArray recorded = Tensors.recording(() -> leaf.mul(2).sum());
    Tensors.backward(recorded);
    assertThat(Tensors.gradientOf(leaf).toFloatArray()).containsExactly(2, 2, 2);
    NDArray plain = Tensors.inference(() -> leaf.mul(2).sum());
    assertThatThrownBy(() -> Tensors.backward(plain)).isInstanceOf(EngineException.class);
  }

  @Test
  void aLeafSharesNoMemoryWithItsOriginal() {
    NDArray leaf = Tensors.leaf(x);
    Tensors.inference(() -> leaf.muli(10));
    assertThat(x.toFloatArray()).containsExactly(1, -2, 3);
  }

  @Test
  void gradientsAccumulateOnALeaf() {
    NDArray leaf = Tensors.leaf(x);
    NDArray weight = manager.create(new float[] {1, 10, 100});
    Tensors.backward(Tensors.recording(() -> leaf.mul(2)), weight);
    Tensors.backward(Tensors.recording(() -> leaf.mul(3)), weight);
    assertThat(Tensors.gradientOf(leaf).toFloatArray()).containsExactly(5, 50, 500);
  }

  @Test
  void threadsMustBePositive() {
    int before = Tensors.threads();
    assertThatThrownBy(() -> Tensors.threads(0)).hasMessage("threads = 0: must be at least 1");
    Tensors.threads(1);
    assertThat(Tensors.threads()).isEqualTo(1);
    Tensors.threads(before);
  }

  @Test
  void aScaledArrayKeepsItsGradientWhateverTheGarbageCollectorDoes() {
    NDArray x = manager.ones(new Shape(8));
    for (int i = 0; i < 30; i++) {
      NDArray gradient =
          Tensors.gradient(
              z -> {
                NDArray scaled = Tensors.scale(z, 3);
                collectAndOverwrite();
                return scaled;
              },
              x);
      assertThat(gradient.toFloatArray()).containsOnly(3);
      gradient.close();
    }
  }

  private static void collectAndOverwrite() {
    System.gc();
    for (int i = 0; i < 2000; i++) {
      ByteBuffer.allocateDirect(4).putFloat(0, Float.NaN);
    }
  }
}

package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeMemoryTest {
  private static final Shape IMAGE = new Shape(16, 32, 32); // 64 KiB

  @Test
  void managedArraysAreAsManyAfterThousandsOfSteps() {
    try (NDManager manager = Tensors.manager()) {
      NDArray x = manager.ones(new Shape(4));
      Tensors.scope(
          () -> {
            Slot history = new Slot();
            step(x, history);
            int after = manager.getManagedArrays().size();
            for (int i = 0; i < 3000; i++) {
              step(x, history);
            }
            assertThat(manager.getManagedArrays()).hasSize(after);
          });
      assertThat(manager.getManagedArrays()).containsExactly(x);
    }
  }

  private static void step(NDArray x, Slot history) {
    Tensors.scope(
        () -> {
          NDArray y = x.mul(2).add(history.isEmpty() ? x : history.get()).mul(0.5);
          history.set(y);
        });
  }

  /** An array lost per gradient would show as 125 MiB, two thousand times 64 KiB. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void thousandsOfGradientsLeaveTheProcessAsLargeAsItWas() {
    try (NDManager manager = Tensors.manager()) {
      var noise = new SeededNoise(manager, 1);
      NDArray x = noise.at(Noise.INITIAL, 0, IMAGE); // (1, 16, 32, 32)
      NDArray scale = noise.at(0, 0, new Shape(16)).reshape(16);
      Slot kept = new Slot();
      gradients(300, x, scale, kept);
      int arrays = manager.getManagedArrays().size();
      double before = ResidentMemory.mebibytes();
      gradients(2000, x, scale, kept);
      double grown = ResidentMemory.mebibytes() - before;
      assertThat(grown).as("MiB grown over 2,000 gradients").isLessThan(40);
      assertThat(manager.getManagedArrays()).hasSize(arrays);
    }
  }

  private static void gradients(int count, NDArray x, NDArray scale, Slot kept) {
    TensorOps ops = TensorOps.of(Precision.FP32);
    Groups groups = new Groups(4, 1e-5);
    for (int i = 0; i < count; i++) {
      Tensors.scope(
          () -> kept.set(Tensors.gradient(z -> ops.groupNormSilu(z, scale, scale, groups), x)));
    }
  }
}

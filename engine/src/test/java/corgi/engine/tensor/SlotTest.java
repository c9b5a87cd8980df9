package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotTest {
  private final NDManager manager = Tensors.manager();
  private final NDArray x = manager.create(new float[] {1, 2});
  private final Slot slot = new Slot();

  @AfterEach
  void close() {
    manager.close();
  }

  private int alive() {
    return manager.getManagedArrays().size();
  }

  @Test
  void whatItHoldsOutlivesTheStepThatMadeIt() {
    Tensors.scope(
        () -> {
          Tensors.scope(() -> slot.set(x.add(1)));
          assertThat(slot.get().toFloatArray()).containsExactly(2, 3);
          Tensors.scope(() -> slot.set(slot.get().mul(2)));
          assertThat(slot.get().toFloatArray()).containsExactly(4, 6);
          assertThat(alive()).isEqualTo(2);
        });
  }

  @Test
  void theOutermostScopeEmptiesIt() {
    Tensors.scope(() -> Tensors.scope(() -> slot.set(x)));
    assertThat(slot.isEmpty()).isTrue();
    assertThat(slot.get()).isNull();
    assertThat(alive()).isEqualTo(1);
  }

  @Test
  void aFailingRunEmptiesIt() {
    try {
      Tensors.scope(
          () -> {
            slot.set(x);
            throw new IllegalStateException("stop");
          });
    } catch (IllegalStateException e) {
      assertThat(slot.isEmpty()).isTrue();
    }
    assertThat(alive()).isEqualTo(1);
  }

  @Test
  void withoutAScopeItIsEmptiedByHand() {
    slot.set(x);
    slot.set(x.get("1:"));
    assertThat(slot.get().toFloatArray()).containsExactly(2);
    slot.clear();
    slot.clear();
    assertThat(slot.isEmpty()).isTrue();
  }

  @Test
  void itHoldsACopy() {
    NDArray given = x.duplicate();
    slot.set(given);
    given.muli(10);
    assertThat(slot.get().toFloatArray()).containsExactly(1, 2);
  }

  @Test
  void aSlotFilledInOneRunCanBeFilledInTheNext() {
    for (int run = 0; run < 2; run++) {
      Tensors.scope(
          () -> {
            assertThat(slot.isEmpty()).isTrue();
            slot.set(x);
          });
    }
    assertThat(alive()).isEqualTo(1);
  }
}

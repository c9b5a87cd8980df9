package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Slot;
import java.util.ArrayList;
import java.util.List;

/** The last few estimates of a multistep run with the levels they were made at, newest first. */
final class History {
  private final List<Slot> slots = new ArrayList<>();
  private final List<NoiseLevel> levels = new ArrayList<>();
  private final int capacity;

  History(int capacity) {
    this.capacity = capacity;
  }

  void push(NDArray estimate, NoiseLevel level) {
    Slot slot = slots.size() < capacity ? new Slot() : slots.remove(capacity - 1);
    slot.set(estimate);
    slots.add(0, slot);
    levels.add(0, level);
    if (levels.size() > capacity) {
      levels.remove(capacity);
    }
  }

  /** Returns the estimate made {@code back} steps ago. */
  NDArray get(int back) {
    return slots.get(back).get();
  }

  /** Returns the level it was made at. */
  NoiseLevel level(int back) {
    return levels.get(back);
  }

  /** How many of the newest estimates, at most {@code wanted}, were made at a finite κ. */
  int usable(int wanted) {
    int count = 0;
    while (count < Math.min(wanted, levels.size()) && levels.get(count).alpha() > 0) {
      count++;
    }
    return count;
  }
}

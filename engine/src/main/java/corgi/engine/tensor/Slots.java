package corgi.engine.tensor;

import java.util.ArrayList;
import java.util.List;

/** The slots filled by this thread's outermost scope, emptied when that scope ends. */
final class Slots {
  private static final ThreadLocal<Slots> CURRENT = new ThreadLocal<>();

  private final List<Slot> filled = new ArrayList<>();
  private int depth;

  static Slots enter() {
    Slots slots = CURRENT.get();
    if (slots == null) {
      slots = new Slots();
      CURRENT.set(slots);
    }
    slots.depth++;
    return slots;
  }

  void leave() {
    if (--depth == 0) {
      CURRENT.remove();
      filled.forEach(Slot::clear);
    }
  }

  /** Has the current outermost scope empty {@code slot} when it ends; without a scope, nobody. */
  static void adopt(Slot slot) {
    Slots slots = CURRENT.get();
    if (slots != null && !slots.filled.contains(slot)) {
      slots.filled.add(slot);
    }
  }
}

package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * A place for an array that outlives the step that made it: a sampler's history, a strategy's
 * momentum. Filling it frees what was there before; it is emptied when the outermost {@link
 * Tensors#scoped} of its thread ends, that is, with the run. Not thread-safe: a run has one thread.
 */
public final class Slot {
  private NDArray held;

  /** Keeps a copy of {@code array} and frees what was kept before. */
  public void set(NDArray array) {
    NDArray copy = array.duplicate(); // the caller's array may be owned by a scope further out
    NDScope.unregister(copy);
    clear();
    held = copy;
    Slots.adopt(this);
  }

  /** Returns what is kept, or null. It belongs to the slot: do not close it. */
  public NDArray get() {
    return held;
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return held == null;
  }

  /** Frees what is kept. */
  public void clear() {
    if (held != null) {
      held.close();
      held = null;
    }
  }
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.Noise;

/** Told after every step of a run; may look at the state, change it, or stop the run. */
public interface Listener {
  /** Does nothing. */
  Listener NONE = new Listener() {};

  /**
   * Called with the state whenever a step arrives, (N, C, H, W) at {@code stage.next()}: once, or
   * as often as the step is made. The array returned is the state the run goes on from. Masked
   * sampling hooks in here.
   *
   * @param noise as the step had it, another each time
   */
  default NDArray arrived(Stage stage, NDArray x, Noise noise) {
    return x;
  }

  /**
   * Called with the state after a step, (N, C, H, W) at {@code stage.next()}; the array returned is
   * the state the run goes on from. Previews hook in here.
   */
  default NDArray stepped(Stage stage, NDArray x) {
    return x;
  }

  /**
   * Called after every forward pass of a network.
   *
   * @param evaluations how many images it was evaluated on, each once per question asked about it
   */
  default void evaluated(long evaluations) {}

  /** Whether the run should stop before its next step. */
  default boolean cancelled() {
    return false;
  }
}

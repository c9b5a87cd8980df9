package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.layers.Parameters;
import java.util.Map;

/**
 * What is learned: parameters, and for every step a batch and its loss.
 *
 * @param <B> a batch
 */
public interface Task<B> {
  /** The parameters that move. */
  Parameters parameters();

  /** Sets the parameters before the first step. */
  void start(long seed);

  /**
   * Composes the batch of a step, on another thread than that of {@link #loss}.
   *
   * @param step from 0; the batch is a function of it alone, so that a training that is resumed
   *     sees what it would have seen
   */
  B batch(long step);

  /** Returns some rows of a batch, as a batch: those of a step that fits into memory at once. */
  B rows(B batch, Batches.Part part);

  /** Returns the mean loss of a batch, a scalar that gradients flow from. */
  NDArray loss(B batch, NDManager manager);

  /**
   * What the task remembers of earlier steps besides its parameters, by name. A state writes these
   * arrays, and overwrites them in place when a training goes on.
   */
  default Map<String, float[]> memory() {
    return Map.of();
  }

  /**
   * Returns what the loss that was computed last consists of, by name, means over its batch; empty
   * if it is of one piece.
   */
  default Map<String, Double> parts() {
    return Map.of();
  }
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.TensorOps;

/**
 * What every block of one forward pass shares.
 *
 * @param ops the operations, in their precision
 * @param time the embedded noise level and conditions
 * @param text what is read by attention, or null
 * @param observer is shown every block's output
 */
record Pass(TensorOps ops, Time time, Text text, Observer observer) {
  /**
   * The embedding of the noise level and conditions.
   *
   * @param raw (N, E)
   * @param activated the same after the network's activation
   */
  record Time(NDArray raw, NDArray activated) {}

  /**
   * The text.
   *
   * @param tokens text states, (N, L, D)
   * @param bias (N, 1, 1, L): 0 at tokens, very negative at padding; or null
   */
  record Text(NDArray tokens, NDArray bias) {}
}

package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import corgi.engine.tensor.TensorOps;

/**
 * What every block of one forward pass shares.
 *
 * @param ops the operations, in their precision
 * @param time SiLU of the embedded noise level, (N, 4·C₀)
 * @param tokens text states, (N, L, D)
 * @param bias (N, 1, 1, L): 0 at tokens, very negative at padding; or null
 */
record Pass(TensorOps ops, NDArray time, NDArray tokens, NDArray bias) {}

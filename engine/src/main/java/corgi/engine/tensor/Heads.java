package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;

/**
 * How attention is divided and what it may look at.
 *
 * @param count the number of heads
 * @param bias (N, 1, 1, S), added to the logits: 0 to attend, very negative to ignore; or null
 */
public record Heads(int count, NDArray bias) {}

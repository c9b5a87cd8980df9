package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;

/**
 * How attention is divided and what it may look at.
 *
 * @param count the number of heads
 * @param bias added to the logits (N, count, T, S), which it must broadcast to, such as (N, 1, 1,
 *     S) for a mask of keys: 0 to attend, very negative to ignore; or null
 */
public record Heads(int count, NDArray bias) {}

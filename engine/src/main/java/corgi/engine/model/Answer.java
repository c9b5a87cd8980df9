package corgi.engine.model;

import ai.djl.ndarray.NDArray;

/**
 * The model's answer to one evaluation, arrays (N, C, H, W).
 *
 * @param clean x̂₀, in the range of images where the model clips
 * @param output what the network put out: ε, v, x₀ or F
 * @param logVariance of the step's posterior, or null where none was learned
 */
public record Answer(NDArray clean, NDArray output, NDArray logVariance) {}

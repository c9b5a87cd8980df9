package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import corgi.engine.schedule.NoiseLevel;

/**
 * A batch of examples that noise is added to, each at its own level.
 *
 * @param clean x₀, (N, C, H, W)
 * @param noise ε, standard normal, (N, C, H, W)
 * @param levels one per image
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record NoisyImages(NDArray clean, NDArray noise, NoiseLevel[] levels) {}

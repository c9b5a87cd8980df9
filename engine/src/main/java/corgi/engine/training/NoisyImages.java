package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.schedule.NoiseLevel;
import java.util.function.ToDoubleFunction;

/**
 * A batch of examples that noise is added to, each at its own level.
 *
 * @param clean x₀, (N, C, H, W)
 * @param noise ε, standard normal, (N, C, H, W)
 * @param levels one per image
 * @param conditioning one row per image
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record NoisyImages(
    NDArray clean, NDArray noise, NoiseLevel[] levels, Conditioning conditioning) {
  /** Returns x = α·x₀ + σ·ε, (N, C, H, W). */
  NDArray states() {
    return clean.mul(column(NoiseLevel::alpha)).add(noise.mul(column(NoiseLevel::sigma)));
  }

  /** Returns a number of each level, (N, 1, 1, 1). */
  NDArray column(ToDoubleFunction<NoiseLevel> number) {
    float[] column = new float[levels.length];
    for (int b = 0; b < column.length; b++) {
      column[b] = (float) number.applyAsDouble(levels[b]);
    }
    return clean.getManager().create(column, new Shape(column.length, 1, 1, 1));
  }
}

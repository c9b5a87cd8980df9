package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.model.Conditioning;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Schedule;

/**
 * Pictures to be made noisy, on the Java heap.
 *
 * @param image the shape (N, C, H, W) of images and noise
 * @param images in [−1, 1]
 * @param noise standard normal
 * @param times one per image, in [0, T)
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Noised(Shape image, float[] images, float[] noise, int[] times) {
  int size() {
    return Math.toIntExact(image.get(0));
  }

  /** Returns the level of every picture. */
  NoiseLevel[] levels(Schedule schedule) {
    NoiseLevel[] levels = new NoiseLevel[size()];
    for (int b = 0; b < levels.length; b++) {
      levels[b] = schedule.at(times[b]);
    }
    return levels;
  }

  /** Returns x₀, (N, C, H, W). */
  NDArray clean(NDManager manager) {
    return manager.create(images, image);
  }

  /** Returns ε, (N, C, H, W). */
  NDArray epsilon(NDManager manager) {
    return manager.create(noise, image);
  }

  /** Returns α·x₀ + σ·ε, (N, C, H, W). */
  NDArray noisy(NDArray clean, NoiseLevel[] levels, NDManager manager) {
    return new NoisyImages(clean, epsilon(manager), levels, Conditioning.NONE).states();
  }
}

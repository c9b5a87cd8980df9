package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.NoiseLevel;
import java.util.Arrays;
import java.util.function.IntFunction;

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

  /** Returns some of the pictures. */
  Noised rows(Batches.Part part) {
    int each = Math.toIntExact(image.slice(1).size());
    return new Noised(
        part.of(image),
        part.of(images, each),
        part.of(noise, each),
        Arrays.copyOfRange(times, part.from(), part.to()));
  }

  /** Returns the level of every picture; {@code schedule} says which a time has. */
  NoiseLevel[] levels(IntFunction<NoiseLevel> schedule) {
    return Arrays.stream(times).mapToObj(schedule).toArray(NoiseLevel[]::new);
  }

  /** Returns x₀, (N, C, H, W). */
  NDArray clean(NDManager manager) {
    return manager.create(images, image);
  }

  /** Returns α·x₀ + σ·ε, (N, C, H, W). */
  NDArray noisy(NDArray clean, NoiseLevel[] levels, NDManager manager) {
    NDArray alpha = Rows.column(size(), b -> levels[b].alpha(), manager);
    NDArray sigma = Rows.column(size(), b -> levels[b].sigma(), manager);
    return clean.mul(alpha).add(epsilon(manager).mul(sigma));
  }

  /** Returns ε, (N, C, H, W). */
  NDArray epsilon(NDManager manager) {
    return manager.create(noise, image);
  }

  /** Returns the pictures with their noise, at a level each. */
  NoisyImages images(NoiseLevel[] levels, NDManager manager) {
    return new NoisyImages(clean(manager), epsilon(manager), levels);
  }
}

package corgi.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import corgi.engine.schedule.NoiseLevel;
import java.util.Arrays;

/**
 * Pictures to be made noisy, on the Java heap.
 *
 * @param image the shape (N, C, H, W) of images and noise
 * @param images in [−1, 1]
 * @param noise standard normal
 * @param places u, one per image, in [0, 1): the share of all examples that get less noise
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
record Noised(Shape image, float[] images, float[] noise, double[] places) {
  /** Returns places where a schedule of {@code steps} has those times. */
  static double[] places(int steps, int... times) {
    return Arrays.stream(times).mapToDouble(t -> (t + 0.5) / steps).toArray();
  }

  /** Returns the same pictures and noise at other places. */
  Noised at(double[] others) {
    return new Noised(image, images, noise, others);
  }

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
        Arrays.copyOfRange(places, part.from(), part.to()));
  }

  /** Returns ⌊T·u⌋, the time of every picture on a schedule of T steps. */
  int[] times(int steps) {
    return Arrays.stream(places).mapToInt(u -> (int) (steps * u)).toArray();
  }

  /** Returns the level of every picture. */
  NoiseLevel[] levels(NoiseRange range) {
    return Arrays.stream(places).mapToObj(range::at).toArray(NoiseLevel[]::new);
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

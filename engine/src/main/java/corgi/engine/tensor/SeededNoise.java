package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Noise with one seed per image: a function of (the image's seed, step, draw, element), so that an
 * image does not depend on the batch it is drawn in.
 *
 * @param manager owns the arrays that no scope frees
 * @param seeds one per image, in the order of the batch
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record SeededNoise(NDManager manager, long... seeds) implements Noise {
  @Override
  public NDArray at(int step, int draw, Shape image) {
    int size = Math.toIntExact(image.size());
    float[] z = new float[seeds.length * size];
    for (int n = 0; n < seeds.length; n++) {
      CounterRandom.normals(CounterRandom.key(seeds[n], step, draw), z, n * size, size);
    }
    try (NDArray borrowed = manager.create(z, new Shape(seeds.length).addAll(image))) {
      return borrowed.duplicate(); // (N, C, H, W); views of it must not hang on Java's memory
    }
  }
}

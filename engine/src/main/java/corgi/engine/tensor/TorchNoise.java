package corgi.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The noise of one image as PyTorch's CPU generator draws it: what {@code torch.randn} returns,
 * call after call, for a generator of the same seed. This is how a picture of diffusers is
 * repeated; for everything else {@link SeededNoise} is better, since it has no state. Serves one
 * run.
 *
 * <p>From 16 numbers on PyTorch turns blocks of 16 uniform numbers into normal ones by Box and
 * Muller (1958), eight radii and then eight angles; a last block that does not fit is laid over the
 * end and drawn anew. Fewer numbers are made one by one, in double precision. Its vectorised
 * logarithm and cosine round differently in the last digit.
 */
public final class TorchNoise implements Noise {
  private static final int BLOCK = 16;

  private final NDManager manager;
  private final MersenneTwister generator;
  private double spare = Double.NaN; // the second of a pair, where numbers are made one by one

  /**
   * Of one image.
   *
   * @param manager owns the arrays that no scope frees
   * @param seed as given to {@code torch.Generator().manual_seed}; its lower 32 bits count
   */
  public TorchNoise(NDManager manager, long seed) {
    this.manager = manager;
    this.generator = new MersenneTwister(seed);
  }

  @Override
  public NDArray at(int step, int draw, Shape image) {
    float[] z = normals(Math.toIntExact(image.size()));
    try (NDArray borrowed = manager.create(z, new Shape(1).addAll(image))) {
      return borrowed.duplicate(); // (1, C, H, W); views of it must not hang on Java's memory
    }
  }

  /** Returns the next {@code count} standard normal numbers. */
  float[] normals(int count) {
    float[] z = new float[count];
    if (count < BLOCK) {
      for (int i = 0; i < count; i++) {
        z[i] = (float) one();
      }
      return z;
    }
    uniforms(z, 0, count);
    for (int from = 0; from + BLOCK <= count; from += BLOCK) {
      normal(z, from);
    }
    if (count % BLOCK != 0) {
      uniforms(z, count - BLOCK, BLOCK);
      normal(z, count - BLOCK);
    }
    return z;
  }

  /** 24 bits each, in [0, 1). */
  private void uniforms(float[] out, int from, int count) {
    for (int i = from; i < from + count; i++) {
      out[i] = (generator.bits() & 0xFFFFFF) * 0x1p-24f;
    }
  }

  private static void normal(float[] z, int from) {
    int half = BLOCK / 2;
    for (int j = from; j < from + half; j++) {
      float radius = (float) StrictMath.sqrt(-2 * StrictMath.log(1 - z[j]));
      double theta = (float) (2 * Math.PI) * z[j + half];
      z[j] = radius * (float) StrictMath.cos(theta);
      z[j + half] = radius * (float) StrictMath.sin(theta);
    }
  }

  private double one() {
    if (!Double.isNaN(spare)) {
      double z = spare;
      spare = Double.NaN;
      return z;
    }
    double theta = 2 * Math.PI * fine();
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-fine()));
    spare = radius * StrictMath.sin(theta);
    return radius * StrictMath.cos(theta);
  }

  /** 53 bits, in [0, 1). */
  private double fine() {
    return (generator.longBits() & (1L << 53) - 1) * 0x1p-53;
  }
}

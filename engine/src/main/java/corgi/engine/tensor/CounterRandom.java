package corgi.engine.tensor;

/**
 * Random numbers as a pure function of (key, index): no generator state, so nothing depends on how
 * many numbers were drawn before, on the batch, on the thread or on the device. SplitMix64's
 * finaliser (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators") and the
 * transform of Box and Muller (1958). {@code StrictMath} gives the same bits on every platform.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2⁶⁴/φ, SplitMix64's increment
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private CounterRandom() {}

  /** Returns a key that stands for the whole sequence of {@code parts}. */
  public static long key(long... parts) {
    long key = GOLDEN;
    for (long part : parts) {
      key = mix(key + GOLDEN * (part + 1)) ^ mix(part);
      key = mix(key + GOLDEN);
    }
    return key;
  }

  /** Returns a uniform number in the open interval (0, 1). */
  public static double uniform(long key, long index) {
    double middle = ((mix(key + GOLDEN * (index + 1)) >>> 11) + 0.5) * 0x1p-53;
    return Math.min(middle, BELOW_ONE); // the last of the 2⁵³ middles rounds up to 1
  }

  /** Returns a uniform integer in [0, bound); the bias is below bound/2⁵³. */
  public static int below(int bound, long key, long index) {
    return (int) (uniform(key, index) * bound);
  }

  /** Fills {@code out[from … from + count)} with independent standard normal numbers. */
  public static void normals(long key, float[] out, int from, int count) {
    for (int i = 0; i < count; i += 2) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(key, i)));
      double angle = 2 * Math.PI * uniform(key, i + 1L);
      out[from + i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < count) {
        out[from + i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

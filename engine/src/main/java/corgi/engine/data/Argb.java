package corgi.engine.data;

/**
 * Arithmetic on premultiplied 8-bit ARGB (Porter and Duff 1984, "Compositing digital images"), two
 * channels at a time: each half of an int holds one channel and room for its product with 256.
 */
final class Argb {
  private static final int LANES = 0x00FF00FF;
  private static final int HALF = 0x00800080; // rounds to nearest

  private Argb() {}

  /** Returns (1 − f/256)·a + f/256·b, f in [0, 256]. */
  static int mix(int a, int b, int f) {
    if (a == b) {
      return a;
    }
    int g = 256 - f;
    int rb = ((a & LANES) * g + (b & LANES) * f + HALF) >>> 8 & LANES;
    int ag = ((a >>> 8 & LANES) * g + (b >>> 8 & LANES) * f + HALF) & ~LANES;
    return ag | rb;
  }

  /** Returns {@code source} over {@code below}. */
  static int over(int source, int below) {
    int alpha = source >>> 24;
    int left = 256 - alpha - (alpha >> 7); // 256·(1 − α), exact at both ends
    int rb = ((below & LANES) * left + HALF) >>> 8 & LANES;
    int ag = ((below >>> 8 & LANES) * left + HALF) & ~LANES;
    return source + (ag | rb);
  }
}

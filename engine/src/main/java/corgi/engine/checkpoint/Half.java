package corgi.engine.checkpoint;

/** IEEE 754-2008 binary16, which Java 17 has no type for: 1 sign, 5 exponent, 10 fraction bits. */
final class Half {
  /** Exponent bias of binary32 less that of binary16. */
  private static final int REBIAS = 127 - 15;

  private Half() {}

  /** Returns the value of a half; exact. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) { // zero and subnormals: fraction·2⁻²⁴
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    int wide = exponent == 0x1f ? 0xff : exponent + REBIAS;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** Returns the nearest half, ties to even; 65520 and beyond give infinity. */
  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fff_ffff;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (Math.abs(value) >= 65520f) {
      return (short) (sign | 0x7c00);
    }
    if (Math.abs(value) < 0x1p-14f) { // subnormal: a multiple of 2⁻²⁴
      return (short) (sign | (int) Math.rint(Math.abs((double) value) * 0x1p24));
    }
    int tiesToEven = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return (short) (sign | ((tiesToEven >>> 13) - (REBIAS << 10)));
  }
}

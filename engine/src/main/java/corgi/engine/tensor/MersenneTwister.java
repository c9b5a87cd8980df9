package corgi.engine.tensor;

/**
 * The 32-bit Mersenne Twister, as PyTorch's CPU generator is seeded and read. Matsumoto and
 * Nishimura 1998, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
 * number generator", with the initialisation of 2002. Not safe for several threads.
 */
final class MersenneTwister {
  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX_A = 0x9908B0DF;
  private static final int UPPER = 0x80000000;

  private final int[] state = new int[N];
  private int next = N;

  /** Of the seed's lower 32 bits, as PyTorch has it. */
  MersenneTwister(long seed) {
    state[0] = (int) seed;
    for (int j = 1; j < N; j++) {
      state[j] = 1_812_433_253 * (state[j - 1] ^ (state[j - 1] >>> 30)) + j;
    }
  }

  /** Returns the next 32 bits. */
  int bits() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /** Returns the next 64 bits, the higher half drawn first. */
  long longBits() {
    long high = Integer.toUnsignedLong(bits());
    return high << 32 | Integer.toUnsignedLong(bits());
  }

  private void twist() {
    for (int k = 0; k < N; k++) {
      int y = (state[k] & UPPER) | (state[(k + 1) % N] & ~UPPER);
      state[k] = state[(k + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX_A);
    }
    next = 0;
  }
}

package corgi.engine.data;

import corgi.engine.tensor.CounterRandom;

/**
 * A shuffling of 0 … n − 1 that is computed place by place and holds no table: a Feistel network of
 * four rounds (Luby and Rackoff 1988, "How to construct pseudorandom permutations from pseudorandom
 * functions") permutes the numbers of so many bits, and what falls outside is permuted again until
 * it falls inside (Black and Rogaway 2002, "Ciphers with arbitrary finite domains", §3, cycle
 * walking).
 */
final class Permutation {
  private static final int ROUNDS = 4;

  private final long size;
  private final long key;
  private final int halfBits;

  /**
   * @param size n, from 1 to 2⁶²
   * @param key which of the shufflings
   */
  Permutation(long size, long key) {
    if (size < 1 || size > 1L << 62) {
      throw new IllegalArgumentException("size = " + size + ": must be from 1 to 2⁶²");
    }
    this.size = size;
    this.key = key;
    int bits = 64 - Long.numberOfLeadingZeros(size - 1);
    halfBits = Math.max(1, (bits + 1) / 2);
  }

  /** Returns what stands at a place, both in [0, n). */
  long at(long place) {
    if (place < 0 || place >= size) {
      throw new IllegalArgumentException(
          "place %d: must be at least 0 and below %d".formatted(place, size));
    }
    long x = place;
    do {
      x = permuted(x);
    } while (x >= size); // at most 4n numbers are permuted: four times at most on average
    return x;
  }

  private long permuted(long x) {
    long mask = (1L << halfBits) - 1;
    long left = x >>> halfBits;
    long right = x & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long next = left ^ (CounterRandom.key(key, round, right) & mask);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }
}

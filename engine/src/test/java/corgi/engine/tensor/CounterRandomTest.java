package corgi.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Values come from an implementation in Python's integers, written for this test. */
class CounterRandomTest {
  private static final long KEY = 0xfc728d7c4fd35f97L; // of (7, −1, 0)

  @Test
  void keysArePinned() {
    assertThat(CounterRandom.key()).isEqualTo(0x9e3779b97f4a7c15L);
    assertThat(CounterRandom.key(0)).isEqualTo(0x46b73e79f0c37c00L);
    assertThat(CounterRandom.key(7, -1, 0)).isEqualTo(KEY);
    assertThat(CounterRandom.key(1, 2, 3)).isEqualTo(0x612f2e8e6a2b1be2L);
  }

  @Test
  void keyZeroIsSplitMix64SeededWithZero() {
    // the first published output, 0xE220A8397B1DCDAF, as its top 53 bits
    assertThat(CounterRandom.uniform(0, 0))
        .isEqualTo(((0xE220A8397B1DCDAFL >>> 11) + 0.5) * 0x1p-53);
  }

  @Test
  void uniformsArePinned() {
    assertThat(CounterRandom.uniform(KEY, 0)).isEqualTo(0.25755882062032015);
    assertThat(CounterRandom.uniform(KEY, 1)).isEqualTo(0.242247204717784);
    assertThat(CounterRandom.uniform(KEY, 2)).isEqualTo(0.9315452666107371);
  }

  @Test
  void normalsArePinnedAndFillOnlyTheirRange() {
    float[] out = new float[6];
    CounterRandom.normals(KEY, out, 1, 3);
    assertThat(out).containsExactly(0, 0.08020334f, 1.6451693f, 0.06620131f, 0, 0);
    float[] more = new float[4];
    CounterRandom.normals(KEY, more, 0, 4);
    assertThat(more[3]).isEqualTo(-0.37072682f);
    assertThat(more[2]).isEqualTo(out[3]);
  }

  @Test
  void uniformIsBelowOneEvenForTheLargestWord() {
    long key = 0x31628af67b2131abL; // mixes to 64 ones at index 0
    assertThat(CounterRandom.uniform(key, 0)).isLessThan(1).isGreaterThan(1 - 0x1p-52);
    assertThat(CounterRandom.below(10, key, 0)).isEqualTo(9);
  }

  @Test
  void belowIsEven() {
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[CounterRandom.below(7, 1, i)]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(400)); // 4.3 standard deviations
    }
  }
}

package corgi.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfTest {
  @Test
  void everyHalfSurvivesTheWayThroughFloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      short half = (short) bits;
      float value = Half.toFloat(half);
      if (Float.isNaN(value)) {
        assertThat(Half.fromFloat(value) & 0x7fff).isEqualTo(0x7e00);
      } else {
        assertThat(Half.fromFloat(value)).as("0x%04x = %s", bits, value).isEqualTo(half);
      }
    }
  }

  @Test
  void knownValues() {
    assertThat(Half.toFloat((short) 0x3c00)).isEqualTo(1f);
    assertThat(Half.toFloat((short) 0xc000)).isEqualTo(-2f);
    assertThat(Half.toFloat((short) 0x7bff)).isEqualTo(65504f);
    assertThat(Half.toFloat((short) 0x0400)).isEqualTo(0x1p-14f);
    assertThat(Half.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(Half.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Half.fromFloat(65519.996f)).isEqualTo((short) 0x7bff);
    assertThat(Half.fromFloat(65520f)).isEqualTo((short) 0x7c00);
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    for (int bits = 0; bits < 0x7bff; bits++) {
      float low = Half.toFloat((short) bits);
      float high = Half.toFloat((short) (bits + 1));
      float middle = low + (high - low) / 2; // exact in float32
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertThat(Half.fromFloat(middle)).as("between %s and %s", low, high).isEqualTo((short) even);
      assertThat(Half.fromFloat(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(Half.fromFloat(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    }
  }

  @Test
  void roundingIsToTheNearest() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(28) - 16));
      float rounded = Half.toFloat(Half.fromFloat(value));
      double spacing = Math.max(0x1p-24, Math.ulp(value) * 0x1p13);
      assertThat(Math.abs((double) rounded - value)).isLessThanOrEqualTo(spacing / 2);
    }
  }
}

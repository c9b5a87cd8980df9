package corgi.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The packed arithmetic against the formula, channel by channel. */
class ArgbTest {
  @Test
  void mixesEveryChannelToTheNearestLevel() {
    int a = 0xFFC80A00;
    int b = 0x40FF0320;
    for (int f = 0; f <= 256; f++) {
      int mixed = Argb.mix(a, b, f);
      for (int shift = 0; shift < 32; shift += 8) {
        double exact = ((a >>> shift & 255) * (256 - f) + (b >>> shift & 255) * f) / 256.0;
        assertThat((double) (mixed >>> shift & 255)).isCloseTo(exact, within(0.5));
      }
    }
    assertThat(Argb.mix(a, b, 0)).isEqualTo(a);
    assertThat(Argb.mix(a, b, 256)).isEqualTo(b);
  }

  @Test
  void drawsOverWithoutOverflowForEveryAlphaAndLevel() {
    for (int alpha = 0; alpha < 256; alpha++) {
      int source = alpha * 0x01010101; // white, premultiplied
      for (int level = 0; level < 256; level++) {
        int drawn = Argb.over(source, 0xFF000000 | level * 0x010101);
        double exact = alpha + level * (255 - alpha) / 255.0;
        assertThat(drawn >>> 24).isEqualTo(255);
        for (int shift = 0; shift < 24; shift += 8) {
          assertThat((double) (drawn >>> shift & 255)).isCloseTo(exact, within(1.01));
        }
      }
    }
  }

  @Test
  void clearLeavesAndOpaqueCovers() {
    assertThat(Argb.over(0, 0xFF123456)).isEqualTo(0xFF123456);
    assertThat(Argb.over(0xFFABCDEF, 0xFF123456)).isEqualTo(0xFFABCDEF);
  }
}

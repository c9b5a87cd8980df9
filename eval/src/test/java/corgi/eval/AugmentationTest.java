package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AugmentationTest {
  private final float[] picture = Pixels.plain(16, .9, .3, .5).values();

  @Test
  void changesALittleAndOnlyAsTheKeySays() {
    float[] once = Augmentation.apply(picture, 3, 5);
    assertThat(Augmentation.apply(picture, 3, 5)).isEqualTo(once);
    assertThat(Augmentation.apply(picture, 3, 6)).isNotEqualTo(once);
    assertThat(picture).isEqualTo(Pixels.plain(16, .9, .3, .5).values());
    for (long key = 0; key < 200; key++) {
      float[] changed = Augmentation.apply(picture, 3, key);
      double squares = 0;
      for (int i = 0; i < changed.length; i++) {
        assertThat(changed[i]).isBetween(-1f, 1f);
        squares += Math.pow(changed[i] - picture[i], 2);
      }
      assertThat(Math.sqrt(squares / changed.length)).isBetween(.001, .5);
    }
  }
}

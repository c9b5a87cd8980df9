package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  @Test
  void mostPicturesGetNoiseOfTheirOwn() {
    List<double[]> noises = new ArrayList<>();
    for (long key = 0; key < 200; key++) {
      float[] blue = Arrays.copyOfRange(Augmentation.apply(picture, 3, key), 512, 768);
      double mean = IntStream.range(0, blue.length).mapToDouble(i -> blue[i]).average().orElse(0);
      double[] noise = IntStream.range(0, blue.length).mapToDouble(i -> blue[i] - mean).toArray();
      if (dot(noise, noise) > 1e-6) {
        assertThat(Math.sqrt(dot(noise, noise) / noise.length)).isLessThan(.2);
        noises.add(noise);
      }
    }
    assertThat(noises).hasSizeBetween(120, 160); // 70 %
    double[] one = noises.get(0);
    double[] two = noises.get(1);
    assertThat(dot(one, two) / Math.sqrt(dot(one, one) * dot(two, two))).isBetween(-.3, .3);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}

package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NearestTest implements MetricLaws {
  private static final Picture BLACK = Pixels.plain(4, 0, 0, 0);
  private static final Picture GREY = Pixels.plain(4, .5, .5, .5);
  private static final Picture WHITE = Pixels.plain(4, 1, 1, 1);

  @Override
  public Nearest metric() {
    return new Nearest();
  }

  private static Thumbnails thumbnails(Picture... pictures) {
    Thumbnails thumbnails = new Thumbnails();
    for (int i = 0; i < pictures.length; i++) {
      thumbnails.add(Thumbnails.of(pictures[i]), 100 + i);
    }
    return thumbnails;
  }

  @Test
  void findsTheNearestAndHowFarItIs() {
    Thumbnails real = thumbnails(BLACK, GREY, WHITE);
    assertThat(real.nearest(Thumbnails.of(WHITE))).isEqualTo(new Thumbnails.Match(0, 102));
    Thumbnails.Match match = real.nearest(Thumbnails.of(Pixels.plain(4, .75, .5, .5)));
    assertThat(match.index()).isEqualTo(101);
    assertThat(match.distance()).isCloseTo(63 / 255.0 / Math.sqrt(3), within(1e-12)); // of 3
  }

  @Test
  void largePicturesAreAveragedDownByAWholeNumber() {
    float[] values = new float[128 * 128];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2 == 0 ? -1 : 1; // columns black and white: means of 2×2 are grey
    }
    byte[] small = Thumbnails.of(new Picture(1, 128, 128, values));
    assertThat(small).hasSize(3 * 64 * 64).containsOnly((byte) 128);
  }

  @Test
  void aSetHasTheMeanAndTheLeast() {
    Shown near = with(.25);
    Shown far = with(.75);
    var evidence = Pixels.evidence(List.of(far, near), Pixels.features(0, 1));
    assertThat(metric().of(evidence))
        .extracting(Measurement::name, Measurement::value)
        .containsExactly(tuple("nearest", .5), tuple("nearest.least", .25));
  }

  private static Shown with(double distance) {
    Map<String, Double> numbers = Map.of(Nearest.NAME, distance);
    return new Shown("a", Asked.NOTHING, Answer.NONE, new double[0], numbers);
  }

  @Test
  void refusesPicturesOfAnotherSize() {
    Thumbnails real = thumbnails(BLACK);
    assertThatThrownBy(() -> real.nearest(Thumbnails.of(Pixels.plain(8, 0, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("192 values, a real picture of 48");
  }
}

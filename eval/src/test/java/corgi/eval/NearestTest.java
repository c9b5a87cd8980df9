package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import org.junit.jupiter.api.Test;

class NearestTest implements MeasureLaws {
  private static final Picture BLACK = Pixels.plain(4, 0, 0, 0);
  private static final Picture GREY = Pixels.plain(4, .5, .5, .5);
  private static final Picture WHITE = Pixels.plain(4, 1, 1, 1);

  @Override
  public Nearest measure() {
    return new Nearest();
  }

  @Test
  void findsTheNearestAndHowFarItIs() {
    Reference training = Pixels.reference(BLACK, GREY, WHITE); // indices from 100
    assertThat(Nearest.find(Pixels.plain(4, 1, 1, 1), training))
        .isEqualTo(new Nearest.Match(0, 102));
    Nearest.Match match = Nearest.find(Pixels.plain(4, .75, .5, .5), training);
    assertThat(match.index()).isEqualTo(101);
    assertThat(match.distance()).isCloseTo(.25 / Math.sqrt(3), within(1e-7)); // one channel of 3
  }

  @Test
  void aSampleHasTheMeanAndTheLeast() {
    Sample reds = Pixels.sample(0, 0); // red, among black and white
    assertThat(measure().of(reds).get("nearest")).isCloseTo(Math.sqrt(1 / 3.0), within(1e-7));
    assertThat(measure().of(reds).get("nearest.least")).isCloseTo(Math.sqrt(1 / 3.0), within(1e-7));
  }

  @Test
  void refusesPicturesOfAnotherSize() {
    assertThatThrownBy(() -> Nearest.find(Pixels.plain(8, 0, 0, 0), Pixels.reference(BLACK)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("192 values, a training picture of 48");
  }
}

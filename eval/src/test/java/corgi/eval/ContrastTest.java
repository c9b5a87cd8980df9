package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import org.junit.jupiter.api.Test;

class ContrastTest implements MetricLaws {
  @Override
  public Contrast metric() {
    return new Contrast();
  }

  @Test
  void blackAndWhiteHaveTheMost() {
    assertThat(metric().of(Pixels.grey(4, (x, y) -> x < 2 ? -1 : 1))).isEqualTo(.5);
    assertThat(metric().of(Pixels.grey(4, (x, y) -> x < 1 ? -1 : 1)))
        .isCloseTo(Math.sqrt(3) / 4, within(1e-12)); // √(¼·¾)
    assertThat(metric().of(Pixels.plain(8, .2, .9, .4))).isCloseTo(0, within(1e-12));
  }

  @Test
  void greenWeighsMost() {
    Picture picture = Pixels.plain(2, 0, 0, 0);
    picture.values()[4] = 1;
    picture.values()[5] = 1; // two of four pixels green
    assertThat(metric().of(picture)).isCloseTo(.7152 / 2, within(1e-9));
  }
}

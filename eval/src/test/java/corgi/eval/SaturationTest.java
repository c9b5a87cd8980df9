package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.data.Picture;
import org.junit.jupiter.api.Test;

class SaturationTest implements MetricLaws {
  @Override
  public Saturation metric() {
    return new Saturation();
  }

  @Test
  void pureColoursAreFullAndGreysEmpty() {
    assertThat(of(1, 0, 0)).isEqualTo(1);
    assertThat(of(0, .5, .5)).isEqualTo(1);
    assertThat(of(1, .5, .5)).isCloseTo(.5, within(1e-7));
    assertThat(of(.8, .6, .7)).isCloseTo(.25, within(1e-6));
    assertThat(of(.4, .4, .4)).isZero();
    assertThat(of(0, 0, 0)).isZero();
  }

  @Test
  void isTheMeanOfPixelsAndGreyPicturesHaveNone() {
    Picture picture = Pixels.plain(2, 1, 0, 0);
    picture.values()[4] = 1; // green of the first pixel: yellow
    picture.values()[8] = 1; // blue of it: white
    assertThat(metric().of(picture)).isEqualTo(.75);
    assertThat(metric().of(Pixels.grey(4, (x, y) -> .3))).isZero();
  }

  private double of(double r, double g, double b) {
    return metric().of(Pixels.plain(8, r, g, b));
  }
}

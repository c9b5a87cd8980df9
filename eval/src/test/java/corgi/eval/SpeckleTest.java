package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.tensor.CounterRandom;
import org.junit.jupiter.api.Test;

class SpeckleTest implements MetricLaws {
  @Override
  public Speckle metric() {
    return new Speckle();
  }

  @Test
  void flatAndSlopingBackgroundsHaveNone() {
    assertThat(metric().of(Pixels.plain(32, .2, .9, .4))).isZero();
    assertThat(metric().of(Pixels.grey(32, (x, y) -> x / 64.0 - y / 64.0))).isZero();
  }

  @Test
  void theFigureIsNoSpeckleHoweverRoughAndLargeItIs() {
    Pixels.Value rough = (x, y) -> (x + y) % 2 == 0 ? .5 : -.5;
    assertThat(
            metric()
                .of(
                    Pixels.grey(
                        32, (x, y) -> Math.hypot(x - 15.5, y - 15.5) < 15 ? rough.at(x, y) : -1)))
        .isZero();
  }

  @Test
  void whiteNoiseHasItsStandardDeviation() {
    float[] z = new float[128 * 128];
    CounterRandom.normals(7, z, 0, z.length);
    assertThat(metric().of(Pixels.grey(128, (x, y) -> .1 * z[128 * y + x])))
        .isCloseTo(12.75, within(1.2));
  }

  @Test
  void aChequerboardIsAsRoughAsCanBe() {
    double a = .01;
    assertThat(metric().of(Pixels.grey(32, (x, y) -> (x + y) % 2 == 0 ? a : -a)))
        .isCloseTo(127.5 * 16 * a / (6 * .6744897501960817), within(1e-4)); // Σ|N| = 16
  }

  @Test
  void aPictureWithoutAnInsideHasNoBackground() {
    assertThat(metric().of(Pixels.plain(2, 1, 0, 0))).isZero();
  }
}

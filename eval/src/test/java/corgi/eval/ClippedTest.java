package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClippedTest implements MetricLaws {
  @Override
  public Clipped metric() {
    return new Clipped();
  }

  @Test
  void countsBothEndsOfTheRange() {
    assertThat(metric().of(Pixels.plain(8, 1, 0, .5))).isEqualTo(2 / 3.0);
    assertThat(metric().of(Pixels.plain(8, .99, .01, .5))).isZero(); // |x| = 0.98
    assertThat(metric().of(Pixels.grey(4, (x, y) -> y == 0 ? -1 : .2))).isEqualTo(.25);
  }
}

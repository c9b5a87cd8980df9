package corgi.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WilsonShareTest {
  /** Newcombe 1998, "Two-sided confidence intervals", Stat. Med. 17, table I, method 3. */
  @Test
  void isThePublishedInterval() {
    assertInterval(new WilsonShare(81, 263), 0.2553, 0.3662);
    assertInterval(new WilsonShare(15, 148), 0.0624, 0.1605);
    assertInterval(new WilsonShare(0, 20), 0, 0.1611);
    assertInterval(new WilsonShare(1, 29), 0.0061, 0.1718);
    for (int n = 1; n < 3000; n++) {
      assertThat(new WilsonShare(0, n).low()).isZero();
      assertThat(new WilsonShare(n, n).high()).isEqualTo(1);
    }
  }

  private static void assertInterval(WilsonShare share, double low, double high) {
    assertThat(share.low()).isCloseTo(low, within(5e-5));
    assertThat(share.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void saysItself() {
    assertThat(new WilsonShare(15, 148)).hasToString("0.101 [0.062, 0.160]");
    assertThatThrownBy(() -> new WilsonShare(3, 2)).hasMessage("3 of 2: is no share");
    assertThatThrownBy(() -> new WilsonShare(0, 0)).hasMessage("0 of 0: is no share");
  }
}

package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VpScheduleTest {
  private static final VpSchedule STABLE_DIFFUSION =
      VpSchedule.ofBetas(Betas.SCALED_LINEAR.table(new Betas.Span(0.00085, 0.012, 1000)));

  @Test
  void alphaBarIsTheProduct() {
    NoiseLevel level = VpSchedule.ofBetas(0.1, 0.2).at(1);
    assertThat(level.alpha()).isCloseTo(Math.sqrt(0.9 * 0.8), within(1e-15));
    assertThat(level.sigma()).isCloseTo(Math.sqrt(1 - 0.72), within(1e-15));
  }

  @Test
  void stableDiffusionStartsAtItsKnownKappa() {
    assertThat(STABLE_DIFFUSION.at(999).kappa()).isCloseTo(14.6146, within(1e-4));
    assertThat(STABLE_DIFFUSION.at(0).kappa()).isCloseTo(0.02917, within(1e-5));
  }

  @Test
  void zeroTerminalKeepsTheFirstAndEmptiesTheLast() {
    VpSchedule zero = STABLE_DIFFUSION.zeroTerminal();
    assertThat(zero.at(0).alpha()).isCloseTo(STABLE_DIFFUSION.at(0).alpha(), within(1e-15));
    assertThat(zero.at(999)).isEqualTo(new NoiseLevel(0, 1, 999));
    assertThat(zero.beta(999)).isEqualTo(1);
    assertThat(zero.ofKappa(Double.POSITIVE_INFINITY)).isEqualTo(zero.at(999));
  }

  @Test
  void timeOfKappaInvertsTheTableAndInterpolatesItsLogarithm() {
    assertThat(STABLE_DIFFUSION.ofKappa(STABLE_DIFFUSION.at(321).kappa()).t())
        .isCloseTo(321, within(1e-9));
    double between = Math.sqrt(STABLE_DIFFUSION.at(321).kappa() * STABLE_DIFFUSION.at(322).kappa());
    NoiseLevel level = STABLE_DIFFUSION.ofKappa(between);
    assertThat(level.t()).isCloseTo(321.5, within(1e-9));
    assertThat(level.kappa()).isCloseTo(between, within(1e-12));
    assertThat(STABLE_DIFFUSION.ofKappa(1000).t()).isEqualTo(999);
    assertThat(STABLE_DIFFUSION.ofKappa(1e-5).t()).isZero();
  }

  @Test
  void nextToPureNoiseTimeRunsInAlpha() {
    VpSchedule zero = STABLE_DIFFUSION.zeroTerminal();
    double half = zero.at(998).alpha() / 2;
    assertThat(zero.ofKappa(Math.sqrt(1 - half * half) / half).t()).isCloseTo(998.5, within(1e-9));
  }

  @Test
  void kappaBetweenWholeTimesRunsEvenly() {
    double mean = (STABLE_DIFFUSION.at(10).kappa() + STABLE_DIFFUSION.at(11).kappa()) / 2;
    assertThat(STABLE_DIFFUSION.between(10.5).kappa()).isCloseTo(mean, within(1e-12));
    assertThat(STABLE_DIFFUSION.between(10.5).t()).isEqualTo(10.5);
  }

  @Test
  void logarithmBetweenWholeTimesRunsEvenlyAndIsTheInverseOfTheTime() {
    NoiseLevel level = STABLE_DIFFUSION.logBetween(10.25);
    assertThat(STABLE_DIFFUSION.ofKappa(level.kappa()).t()).isCloseTo(10.25, within(1e-9));
    assertThat(STABLE_DIFFUSION.logBetween(10)).isEqualTo(STABLE_DIFFUSION.at(10));
    assertThatThrownBy(() -> STABLE_DIFFUSION.logBetween(999.5)).hasMessageContaining("time 1000");
  }

  @Test
  void alphaBarsOfACheckpointAreTheSchedule() {
    VpSchedule schedule = VpSchedule.ofAlphaBars(0.9, 0.45);
    assertThat(schedule.beta(0)).isCloseTo(0.1, within(1e-15));
    assertThat(schedule.beta(1)).isCloseTo(0.5, within(1e-15));
    assertThatThrownBy(() -> VpSchedule.ofAlphaBars(0.9, 0.95))
        .hasMessage("ᾱ[1] = 0.95 after 0.9: must fall from below 1 to at least 0");
  }

  @Test
  void wholeTimesForNetworksThatKnowNoOthers() {
    double kappa = STABLE_DIFFUSION.logBetween(10.4).kappa();
    assertThat(new Quantized(STABLE_DIFFUSION).ofKappa(kappa).t()).isEqualTo(10);
    assertThat(new Quantized(STABLE_DIFFUSION).ofKappa(kappa).kappa())
        .isCloseTo(kappa, within(1e-12));
    assertThat(new Quantized(STABLE_DIFFUSION).ofKappa(1000).t()).isEqualTo(999);
  }

  @Test
  void refusesBadTables() {
    assertThatThrownBy(() -> VpSchedule.ofBetas(0.1, -0.2)).hasMessageContaining("β[1] = -0.2");
    assertThatThrownBy(() -> STABLE_DIFFUSION.at(1000))
        .hasMessage("time 1000: the schedule has times 0 to 999");
    assertThatThrownBy(() -> STABLE_DIFFUSION.ofKappa(0)).hasMessageContaining("κ = 0.0");
  }

  @Test
  void tablesByHand() {
    var span = new Betas.Span(0.01, 0.04, 4);
    assertThat(Betas.LINEAR.table(span))
        .containsExactly(new double[] {.01, .02, .03, .04}, within(1e-15));
    assertThat(Betas.SCALED_LINEAR.table(span)[1])
        .isCloseTo(Math.pow(0.1 + 0.1 / 3, 2), within(1e-15));
    assertThat(Betas.SIGMOID.table(span)[0])
        .isCloseTo(0.01 + 0.03 / (1 + Math.exp(6)), within(1e-15));
    assertThat(Betas.COSINE.table(span)[3]).isEqualTo(0.999);
    double first = Math.cos(0.258 / 1.008 * Math.PI / 2) / Math.cos(0.008 / 1.008 * Math.PI / 2);
    assertThat(Betas.COSINE.table(span)[0]).isCloseTo(1 - first * first, within(1e-15));
  }
}

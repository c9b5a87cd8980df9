package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Further values are in the recorded tables. */
class PosteriorTest {
  private static final NoiseLevel LEVEL = NoiseLevel.ofAlphaBar(0.36, 9);

  /** Ho et al. 2020, eq. 7, from ᾱ = .36 to ᾱ′ = .6: β = 1 − .36/.6, the rest over 1 − ᾱ = .64. */
  @Test
  void variancePreservingStepByHand() {
    Posterior q = Posterior.of(LEVEL, NoiseLevel.ofAlphaBar(0.6, 4));
    assertThat(q.beta()).isCloseTo(0.4, within(1e-12));
    assertThat(q.clean()).isCloseTo(Math.sqrt(0.6) * 0.4 / 0.64, within(1e-12));
    assertThat(q.state()).isCloseTo(Math.sqrt(1 - 0.4) * 0.4 / 0.64, within(1e-12));
    assertThat(q.variance()).isCloseTo(0.4 / 0.64 * 0.4, within(1e-12));
  }

  /** From x = 3·ε to x′ = 2·ε + x₀: q(x | x′) = N(x′, 9 − 4). */
  @Test
  void variancesNeedNotBePreserved() {
    Posterior q = Posterior.of(new NoiseLevel(1, 3, 9), new NoiseLevel(1, 2, 4));
    assertThat(q.beta()).isCloseTo(5, within(1e-12));
    assertThat(q.variance()).isCloseTo(4 * 5 / 9.0, within(1e-12));
    assertThat(q.clean() + q.state()).as("both have α = 1").isCloseTo(1, within(1e-12));
  }

  @Test
  void pureNoiseKnowsNothingAndTheCleanImageIsCertain() {
    Posterior noise = Posterior.of(new NoiseLevel(0, 1, 9), LEVEL);
    assertThat(noise.state()).isZero();
    assertThat(noise.clean()).isCloseTo(0.6, within(1e-12));
    assertThat(noise.variance()).isCloseTo(0.64, within(1e-12));
    assertThat(noise.beta()).isEqualTo(1);
    Posterior end = Posterior.of(LEVEL, NoiseLevel.CLEAN);
    assertThat(end.state()).isZero();
    assertThat(end.clean()).isEqualTo(1);
    assertThat(end.variance()).isZero();
    assertThat(end.beta()).isCloseTo(0.64, within(1e-12));
  }
}

package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ElboReportTest {
  private static ElboReport of(double... units) {
    return new ElboReport(3, 100, 7, 2, units);
  }

  @Test
  void theBoundHasTheConstantAndTheWholeDivergence() {
    assertThat(of(7).elbo()).isCloseTo(-109, within(1e-12));
    assertThat(of(7).numbers()).containsEntry("elbo", -109.0).containsEntry("kl", 7.0);
    assertThat(of(Double.NaN).numbers()).containsOnlyKeys("reconstruction", "pictures");
  }

  @Test
  void aQuarterOfTheUnitsIsMany() {
    assertThat(of(1, 1, 1, 0.0101).warning()).isEmpty();
    assertThat(of(1, 1, 1, 1, 0.001).warning()).isEmpty();
    assertThat(of(1, 1, 1, 0.0099).warning())
        .contains(
            "posterior collapse: 1 of 4 latent units (25 %) carry less than 0.01 nats each; try a"
                + " smaller --beta, or --anneal");
  }
}

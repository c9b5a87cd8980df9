package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Velocity;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.VpTrajectory;
import org.junit.jupiter.api.Test;

class NoiseDistributionTest {
  private static final NoiseLevel LEVEL = new NoiseLevel(0.8, 0.6, 100);

  @Test
  void quantilesByHand() {
    LogNormalNoise normal = LogNormalNoise.USUAL;
    assertThat(normal.quantile(0.5)).isCloseTo(Math.exp(-1.2), within(1e-12));
    // Φ(1.6448536269514722) = .95
    assertThat(normal.quantile(0.95))
        .isCloseTo(Math.exp(-1.2 + 1.2 * 1.6448536269514722), within(1e-9));
    assertThat(normal.quantile(0.05)).isCloseTo(normal.ofNormal(-1.6448536269514722), within(1e-9));
    assertThat(new LogUniformNoise(0.01, 100).quantile(0.5)).isCloseTo(1, within(1e-12));
    assertThat(new TrajectoryNoise(VpTrajectory.USUAL, 0.2).quantile(0.5))
        .isCloseTo(VpTrajectory.USUAL.kappa(0.6), within(1e-12));
  }

  @Test
  void weightsOfEpsilonVelocityAndEdmByHand() {
    // λ = 1/κ², κ = ¾: 1 for ε; c_out = −σ for v
    assertThat(snr(new Epsilon())).isCloseTo(1, within(1e-12));
    assertThat(snr(new Velocity())).isCloseTo(0.36 * 16 / 9, within(1e-12));
    assertThat(snr(new Edm(0.5))).isCloseTo(0.25 / 0.8125, within(1e-12));
    var soft = new SoftMinSnr(0.5);
    assertThat(soft.at(LEVEL, new Epsilon().at(LEVEL))).isCloseTo(0.5625 / 0.8125, within(1e-12));
    assertThat(LossWeight.SIMPLE.at(LEVEL, new Velocity().at(LEVEL))).isEqualTo(1);
  }

  private static double snr(corgi.engine.model.Preconditioning type) {
    return LossWeight.SNR.at(LEVEL, type.at(LEVEL));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new LogNormalNoise(0, 0)).hasMessageContaining("P_std = 0.0");
    assertThatThrownBy(() -> new LogUniformNoise(2, 1)).hasMessageContaining("from 2.0 to 1.0");
    assertThatThrownBy(() -> new TrajectoryNoise(VpTrajectory.USUAL, 0))
        .hasMessageContaining("0.0");
    assertThatThrownBy(() -> new SoftMinSnr(0)).hasMessage("σ_data = 0.0: must be positive");
  }
}

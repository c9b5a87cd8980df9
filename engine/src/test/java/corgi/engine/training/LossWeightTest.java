package corgi.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.model.Clean;
import corgi.engine.model.Edm;
import corgi.engine.model.Epsilon;
import corgi.engine.model.Preconditioning;
import corgi.engine.model.Velocity;
import corgi.engine.schedule.NoiseLevel;
import org.junit.jupiter.api.Test;

class LossWeightTest {
  private static final NoiseLevel LITTLE = new NoiseLevel(0.96, 0.28, 10); // snr 11.76
  private static final NoiseLevel MUCH = new NoiseLevel(0.6, 0.8, 900); // snr 0.5625

  private static double at(LossWeight weight, NoiseLevel level, Preconditioning of) {
    return weight.at(level, of.at(level));
  }

  @Test
  void minSnrIsThePublishedFormulaForEachPrediction() {
    LossWeight weight = new LossWeight.MinSnr(5);
    double snr = 0.96 * 0.96 / (0.28 * 0.28);
    assertThat(at(weight, LITTLE, new Epsilon())).isCloseTo(5 / snr, within(1e-12));
    assertThat(at(weight, LITTLE, new Clean())).isCloseTo(5, within(1e-12));
    assertThat(at(weight, LITTLE, new Velocity())).isCloseTo(5 / (snr + 1), within(1e-12));
    assertThat(at(weight, MUCH, new Epsilon())).isCloseTo(1, within(1e-12));
    assertThat(at(weight, MUCH, new Clean())).isCloseTo(0.5625, within(1e-12));
    assertThat(at(weight, MUCH, new Velocity())).isCloseTo(0.36, within(1e-12));
  }

  @Test
  void bySnrEveryPredictionHasTheSimpleLossOfEpsilon() {
    assertThat(at(LossWeight.SNR, LITTLE, new Epsilon())).isCloseTo(1, within(1e-12));
    assertThat(at(LossWeight.SNR, MUCH, new Velocity())).isCloseTo(0.36, within(1e-12));
    assertThat(at(LossWeight.SIMPLE, MUCH, new Velocity())).isEqualTo(1);
  }

  @Test
  void pureNoiseCountsNothingForVelocityByItsRatio() {
    NoiseLevel noise = new NoiseLevel(0, 1, 999);
    assertThat(at(new LossWeight.MinSnr(5), noise, new Velocity())).isZero();
    assertThat(at(LossWeight.SIMPLE, noise, new Velocity())).isEqualTo(1);
  }

  @Test
  void simpleForEdmIsTheWeightOfItsPaper() {
    NoiseLevel level = new NoiseLevel(1, 2, 0);
    double lambda = (2 * 2 + 0.5 * 0.5) / (2 * 0.5 * 2 * 0.5); // of ‖x̂₀ − x₀‖²
    double out = new Edm(0.5).at(level).out();
    assertThat(at(LossWeight.SIMPLE, level, new Edm(0.5)))
        .isCloseTo(lambda * out * out, within(1e-12));
  }

  @Test
  void refusesAThresholdThatIsNotPositive() {
    assertThatThrownBy(() -> new LossWeight.MinSnr(0)).hasMessageContaining("γ = 0.0");
    assertThatThrownBy(() -> new LossWeight.MinSnr(Double.NaN)).hasMessageContaining("NaN");
  }
}

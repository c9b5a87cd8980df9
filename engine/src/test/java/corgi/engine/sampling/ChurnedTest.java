package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChurnedTest implements SamplerLaws {
  @Override
  public Sampler sampler() {
    return new Churned(new Heun(), Churn.of(40));
  }

  @Override
  public boolean stochastic() {
    return true;
  }

  @Test
  void stepByHand() {
    // γ = .2 takes κ from 4/3 to 1.6; then Euler's step to 3/4
    double hat = 1 / 0.6 + 1.1 * Math.sqrt(1.6 * 1.6 - 16 / 9.0);
    var churn = new Churn(0.2, 0, 10, 1.1);
    assertThat(OneStep.of(new Churned(Ddim.EULER, churn), 0.5))
        .isCloseTo(0.8 * (0.5 + 0.75 / 1.6 * (hat - 0.5)), within(1e-6));
  }

  @Test
  void modelIsAskedWhereTheNoiseLeads() {
    assertThat(new Churn(0.2, 0, 10, 1).growth(1, 1)).isEqualTo(0.2);
    double[] asked = new double[1];
    Sampler spy =
        new Sampler() {
          @Override
          public boolean singleStep() {
            return true;
          }

          @Override
          public Stepper begin(corgi.engine.schedule.Grid grid) {
            return step -> {
              asked[0] = step.stage().level().kappa();
              return step.x();
            };
          }
        };
    OneStep.of(new Churned(spy, Churn.of(0.2)), 0.5);
    assertThat(asked[0]).isCloseTo(1.6, within(1e-12));
  }

  @Test
  void noiseIsAddedWithinItsIntervalAndNeverMoreThanThereIs() {
    var churn = new Churn(4, 0.5, 2, 1);
    assertThat(churn.growth(0.5, 20)).isEqualTo(0.2);
    assertThat(churn.growth(2, 20)).isEqualTo(0.2);
    assertThat(churn.growth(0.49, 20)).isZero();
    assertThat(churn.growth(2.01, 20)).isZero();
    assertThat(churn.growth(1, 2)).isEqualTo(Math.sqrt(2) - 1);
    assertThat(Churn.of(4).growth(Double.POSITIVE_INFINITY, 20)).isZero();
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new Churn(1, 3, 2, 1)).hasMessageContaining("S_min = 3.0, S_max = 2");
    assertThatThrownBy(() -> new Churned(new Lms(4), Churn.of(1)))
        .hasMessage(
            "noise cannot be added between the steps of Lms[order=4], which remembers earlier ones");
  }
}

package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.schedule.NoiseLevel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreconditioningTest {
  private static final NoiseLevel VP = new NoiseLevel(0.8, 0.6, 321);
  private static final NoiseLevel VE = new NoiseLevel(1, 3, 7);

  @Test
  void epsilonByHand() {
    assertCoefficients(new Epsilon(), VP, 1.25, -0.75, 1, 321);
    assertCoefficients(new Epsilon(), VE, 1, -3, 1 / Math.sqrt(10), 7);
  }

  @Test
  void velocityByHand() {
    assertCoefficients(new Velocity(), VP, 0.8, -0.6, 1, 321);
    // EDM's c_skip = 1/(σ²+1), c_out = −σ/√(σ²+1), c_in = 1/√(σ²+1)
    assertCoefficients(new Velocity(), VE, 0.1, -3 / Math.sqrt(10), 1 / Math.sqrt(10), 7);
  }

  @Test
  void cleanByHand() {
    assertCoefficients(new Clean(), VP, 0, 1, 1, 321);
    assertCoefficients(new Clean(), VE, 0, 1, 1 / Math.sqrt(10), 7);
  }

  @Test
  void edmByHand() {
    // κ = 3, σ_data = .5: κ² + σ_data² = 9.25
    double r = Math.sqrt(9.25);
    assertCoefficients(new Edm(0.5), VE, 0.25 / 9.25, 1.5 / r, 1 / r, Math.log(3) / 4);
    // at α = .8, κ = .75: κ² + σ_data² = .8125, and x is x_κ·α
    double s = Math.sqrt(0.8125);
    assertCoefficients(
        new Edm(0.5), VP, 0.25 / 0.8125 / 0.8, 0.375 / s, 1 / s / 0.8, Math.log(0.75) / 4);
  }

  @Test
  void veByHand() {
    assertCoefficients(new Ve(), VE, 1, 3, 1, Math.log(1.5));
    assertCoefficients(new Ve(), VP, 1.25, 0.75, 1.25, Math.log(0.375));
  }

  @Test
  void velocityAndCleanSurvivePureNoise() {
    NoiseLevel noise = new NoiseLevel(0, 1, 999);
    assertCoefficients(new Velocity(), noise, 0, -1, 1, 999);
    assertCoefficients(new Clean(), noise, 0, 1, 1, 999);
  }

  @Test
  void edmNeedsADeviation() {
    assertThatThrownBy(() -> new Edm(0)).hasMessage("σ_data = 0.0: must be positive");
    assertThatThrownBy(() -> new Edm(Double.NaN)).hasMessageContaining("NaN");
  }

  private static void assertCoefficients(
      Preconditioning preconditioning, NoiseLevel level, double... expected) {
    var c = preconditioning.at(level);
    assertThat(new double[] {c.skip(), c.out(), c.in(), c.noise()})
        .containsExactly(expected, within(1e-14));
  }

  static Stream<NoiseLevel> levels() {
    return Stream.of(VP, VE, new NoiseLevel(0.05, Math.sqrt(1 - 0.0025), 990));
  }

  /** With F = what each is defined to estimate, all four recover x₀ of x = α·x₀ + σ·ε. */
  @ParameterizedTest
  @MethodSource("levels")
  void theFourAgreeOnTheCleanImage(NoiseLevel level) {
    double x0 = 0.7;
    double noise = -1.3;
    double x = level.alpha() * x0 + level.sigma() * noise;
    double norm = Math.hypot(level.alpha(), level.sigma());
    double velocity = (level.alpha() * noise - level.sigma() * x0) / norm;
    assertThat(clean(new Epsilon(), level, x, noise)).isCloseTo(x0, within(1e-12));
    assertThat(clean(new Velocity(), level, x, velocity)).isCloseTo(x0, within(1e-12));
    assertThat(clean(new Clean(), level, x, x0)).isCloseTo(x0, within(1e-12));
    // Karras et al. 2022, eq. 8: F's target is (y − c_skip·(y + n))/c_out, in x/α
    double k = level.kappa();
    double total = k * k + 0.25;
    double target = (x0 - 0.25 / total * (x0 + k * noise)) / (k * 0.5 / Math.sqrt(total));
    assertThat(clean(new Edm(0.5), level, x, target)).isCloseTo(x0, within(1e-12));
  }

  private static double clean(Preconditioning p, NoiseLevel level, double x, double output) {
    var c = p.at(level);
    return c.skip() * x + c.out() * output;
  }

  /** c_in makes the input's variance 1 for data of variance 1 (EDM: σ_data²), at every level. */
  @ParameterizedTest
  @MethodSource("levels")
  void inputsHaveUnitVariance(NoiseLevel level) {
    for (Preconditioning p : new Preconditioning[] {new Epsilon(), new Velocity(), new Clean()}) {
      double in = p.at(level).in();
      double variance = Math.pow(level.alpha(), 2) + Math.pow(level.sigma(), 2);
      assertThat(in * in * variance).as(p.name()).isCloseTo(1, within(1e-12));
    }
    double in = new Edm(0.5).at(level).in();
    double variance = 0.25 * Math.pow(level.alpha(), 2) + Math.pow(level.sigma(), 2);
    assertThat(in * in * variance).isCloseTo(1, within(1e-12));
  }
}

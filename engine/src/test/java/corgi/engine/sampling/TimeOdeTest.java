package corgi.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.schedule.Scaling;
import corgi.engine.schedule.Trajectory;
import corgi.engine.schedule.VpTrajectory;
import org.junit.jupiter.api.Test;

class TimeOdeTest implements ConvergenceLaws {
  @Override
  public Sampler sampler() {
    return new TimeOde(VpTrajectory.USUAL, Scaling.PRESERVING, 0.5);
  }

  @Override
  public double order() {
    return 2;
  }

  @Test
  void straightInKappaItIsEulersAndHeunsMethod() {
    assertThat(OneStep.of(new TimeOde(Trajectory.LINEAR, Scaling.NONE, 0), 0.5))
        .isCloseTo(OneStep.of(Ddim.EULER, 0.5), within(1e-6));
    assertThat(OneStep.of(new TimeOde(Trajectory.LINEAR, Scaling.NONE, 1), 0.5, 0.7))
        .isCloseTo(OneStep.of(new Heun(), 0.5, 0.7), within(1e-6));
  }

  @Test
  void straightInTheVarianceByHand() {
    // t = κ² from 16/9 to 9/16, dy/dt = (y − .5)/2t
    double y = 1 / 0.6 + (9 / 16.0 - 16 / 9.0) * (1 / 0.6 - 0.5) / (2 * 16 / 9.0);
    assertThat(OneStep.of(new TimeOde(Trajectory.ROOT, Scaling.NONE, 0), 0.5))
        .isCloseTo(0.8 * y, within(1e-6));
  }

  @Test
  void keepingTheVarianceByHand() {
    // κ = t and s = 1/√(1 + t²): z = .6·y = 1, ṡ/s = −t/(1 + t²)
    double t = 4 / 3.0;
    double slope = (1 / t - t / (1 + t * t)) - 0.6 / t * 0.5;
    assertThat(OneStep.of(new TimeOde(Trajectory.LINEAR, Scaling.PRESERVING, 0), 0.5))
        .isCloseTo(1 + (0.75 - t) * slope, within(1e-6));
  }

  @Test
  void badValuesAreRefused() {
    assertThatThrownBy(() -> new TimeOde(Trajectory.ROOT, Scaling.NONE, 2))
        .hasMessage("point = 2.0: must be between 0 and 1");
  }
}

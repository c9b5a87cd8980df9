package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
  private static final List<Trajectory> ALL =
      List.of(Trajectory.LINEAR, Trajectory.ROOT, VpTrajectory.USUAL);

  @Test
  void timesInvertAndSlopesAreDerivatives() {
    for (Trajectory trajectory : ALL) {
      double kappa = trajectory.kappa(0.3);
      assertThat(trajectory.time(kappa)).as(trajectory.toString()).isCloseTo(0.3, within(1e-12));
      double difference = (trajectory.kappa(0.3 + 1e-6) - trajectory.kappa(0.3 - 1e-6)) / 2e-6;
      assertThat(trajectory.slope(0.3)).isCloseTo(difference, within(1e-6 * difference));
      assertThat(trajectory.kappa(0)).isZero();
      assertThat(trajectory.time(0)).isZero();
    }
  }

  @Test
  void scalesAreDerivativesToo() {
    double there = Scaling.PRESERVING.alpha(1.5 + 1e-6);
    double here = Scaling.PRESERVING.alpha(1.5 - 1e-6);
    assertThat(Scaling.PRESERVING.logSlope(1.5, 3))
        .isCloseTo(3 * Math.log(there / here) / 2e-6, within(1e-6));
    assertThat(Scaling.NONE.alpha(7)).isEqualTo(1);
    assertThat(Scaling.NONE.logSlope(7, 3)).isZero();
  }

  @Test
  void processGoesThroughItsEnds() {
    VpTrajectory process = VpTrajectory.through(0.002, 80, 1e-3);
    assertThat(process.kappa(1)).isCloseTo(80, within(1e-9));
    assertThat(process.kappa(1e-3)).isCloseTo(0.002, within(1e-12));
    VpTrajectory usual =
        VpTrajectory.through(VpTrajectory.USUAL.kappa(0.01), VpTrajectory.USUAL.kappa(1), 0.01);
    assertThat(usual.betaD()).isCloseTo(19.9, within(1e-9));
    assertThat(usual.betaMin()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void networksAreToldTheirTime() {
    double kappa = VpTrajectory.USUAL.kappa(0.5);
    NoiseLevel level = VpTrajectory.USUAL.levels(1000).ofKappa(kappa);
    assertThat(level.t()).isCloseTo(999 * 0.5, within(1e-4));
    assertThat(level.kappa()).isCloseTo(kappa, within(1e-9));
    NoiseLevel cosine = new CosineTime().ofKappa(1);
    assertThat(cosine.t()).isCloseTo(0.5, within(1e-12));
    assertThat(cosine.alpha()).isCloseTo(Math.sqrt(0.5), within(1e-12));
  }

  @Test
  void iddpmCountsTheCosineScheduleFromItsNoisiest() {
    VpSchedule cosine = VpSchedule.ofBetas(Betas.COSINE.table(new Betas.Span(1e-4, 0.02, 100)));
    var iddpm = new Iddpm(100);
    assertThat(iddpm.ofKappa(cosine.at(40).kappa()).t()).isEqualTo(40);
    assertThat(iddpm.round(cosine.at(40).kappa() * 1.0001)).isEqualTo(cosine.at(40).kappa());
    assertThat(iddpm.round(1e-6)).isZero();
    assertThat(iddpm.ofKappa(1e-6).t()).isEqualTo(-1);
    double[] three = iddpm.kappas(cosine.at(60).kappa(), cosine.at(10).kappa(), 3);
    assertThat(three)
        .containsExactly(cosine.at(60).kappa(), cosine.at(35).kappa(), cosine.at(10).kappa());
    assertThatThrownBy(() -> iddpm.kappas(1e-6, 1e-7, 2)).hasMessageContaining("2 steps of the 0");
  }

  @Test
  void badProcessesAreRefused() {
    assertThatThrownBy(() -> new VpTrajectory(0, 0.1)).hasMessageContaining("β_d = 0.0");
  }
}

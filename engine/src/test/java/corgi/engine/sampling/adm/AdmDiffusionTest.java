package corgi.engine.sampling.adm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.StepVariance;
import corgi.engine.sampling.adm.AdmDiffusion.NoiseSchedule;
import corgi.engine.sampling.adm.AdmDiffusion.Sigma;
import corgi.engine.sampling.adm.AdmDiffusion.Times;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import org.junit.jupiter.api.Test;

/** What the recorded runs, all of 1000 steps, cannot show. */
class AdmDiffusionTest {
  private static AdmDiffusion of(int steps, String respacing, Times times, Sigma sigma) {
    return new AdmDiffusion(NoiseSchedule.LINEAR, steps, respacing, times, sigma);
  }

  @Test
  void networksAreToldTheTimeOfTrainingOrAThousandths() {
    Grid trained = of(500, "ddim5", Times.AS_TRAINED, Sigma.FIXED_SMALL).grid();
    assertThat(trained.levels())
        .extracting(NoiseLevel::t)
        .containsExactly(400., 300., 200., 100., 0.);
    Grid rescaled = of(500, "ddim5", Times.RESCALED, Sigma.FIXED_SMALL).grid();
    assertThat(rescaled.levels())
        .extracting(NoiseLevel::t)
        .containsExactly(800., 600., 400., 200., 0.);
    assertThat(rescaled.levels()).extracting(NoiseLevel::kappa).isEqualTo(kappas(trained));
    assertThat(rescaled.nexts().get(4)).isEqualTo(NoiseLevel.CLEAN);
  }

  private static Object kappas(Grid grid) {
    return grid.levels().stream().map(NoiseLevel::kappa).toList();
  }

  @Test
  void linearBetasGrowAsStepsGetFewer() {
    var schedule = of(250, "", Times.AS_TRAINED, Sigma.FIXED_SMALL).schedule();
    assertThat(schedule.beta(0)).isCloseTo(4e-4, within(1e-12));
    assertThat(schedule.beta(249)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void sigmaPicksTheVarianceOfAncestralSteps() {
    for (Sigma sigma : Sigma.values()) {
      var variance =
          switch (sigma) {
            case LEARNED_RANGE -> StepVariance.LEARNED;
            case FIXED_SMALL -> StepVariance.SMALL;
            case FIXED_LARGE -> StepVariance.LARGE_BUT_LAST;
          };
      AdmDiffusion diffusion = of(100, "10", Times.AS_TRAINED, sigma);
      assertThat(diffusion.ancestral().sampler()).isEqualTo(Ddim.ancestral(variance));
      assertThat(diffusion.implicit(0.5).sampler()).isEqualTo(Ddim.of(0.5));
    }
  }

  @Test
  void whatIsImpossibleIsRefusedInOneLine() {
    assertThatThrownBy(() -> NoiseSchedule.named("sigmoid"))
        .hasMessage("noise_schedule 'sigmoid': must be linear or cosine");
    assertThatThrownBy(() -> of(10, "", Times.AS_TRAINED, Sigma.FIXED_SMALL).schedule())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in 10 steps: β must lie between 0 and 1");
    assertThatThrownBy(() -> of(100, "101", Times.AS_TRAINED, Sigma.FIXED_SMALL).grid())
        .hasMessageContaining("101 is too many");
  }
}

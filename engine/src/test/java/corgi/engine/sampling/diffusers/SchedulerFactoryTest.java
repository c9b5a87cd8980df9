package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import corgi.engine.plugin.Plugins;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.sampling.SamplerPlugin;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerFactoryTest {
  private static final ScheduleConfig DDIM = ScheduleConfig.named("DDIMScheduler");
  private static final ScheduleConfig DPM = ScheduleConfig.named("DPMSolverMultistepScheduler");

  private static final ScheduleConfig EULER = ScheduleConfig.named("EulerDiscreteScheduler");

  @Test
  void configurationSelectsGridAndClipping() {
    Plan plan = SchedulerFactory.create(DDIM.with("set_alpha_to_one", false), 4);
    assertThat(plan.sampling().grid().levels())
        .extracting(NoiseLevel::t)
        .containsExactly(750., 500., 250., 0.);
    assertThat(plan.sampling().grid().nexts().get(3)).isEqualTo(DDIM.schedule().at(0));
    assertThat(plan.clipping()).isEqualTo(new RangeClipping(1));
    assertThat(SchedulerFactory.create(DPM, 4).clipping()).isEqualTo(Clipping.NONE);
  }

  @Test
  void evenSpacingArrivesWhereTheReferenceDoes() {
    Plan plan = SchedulerFactory.create(DDIM.with("timestep_spacing", "linspace"), 4);
    assertThat(plan.sampling().grid().nexts())
        .extracting(NoiseLevel::t)
        .containsExactly(749., 416., 83., 0.);
    assertThat(plan.sampling().grid().nexts().get(3)).isEqualTo(NoiseLevel.CLEAN);
  }

  @Test
  void unknownClassesListTheKnownOnes() {
    assertThatThrownBy(() -> SchedulerFactory.create(ScheduleConfig.named("Foo"), 4))
        .isInstanceOf(UnsupportedSchedulerException.class)
        .hasMessage(
            "unknown scheduler 'Foo'; known: DDIMScheduler, DDPMScheduler, DEISMultistepScheduler,"
                + " DPMSolverMultistepScheduler, DPMSolverSinglestepScheduler,"
                + " EDMDPMSolverMultistepScheduler, EDMEulerScheduler,"
                + " EulerAncestralDiscreteScheduler, EulerDiscreteScheduler, HeunDiscreteScheduler,"
                + " KDPM2DiscreteScheduler, LCMScheduler, LMSDiscreteScheduler, PNDMScheduler,"
                + " UniPCMultistepScheduler");
  }

  @Test
  void everyFamilyRunsAMethodThatThereIs() {
    Map<String, SamplerPlugin> samplers = Plugins.all(SamplerPlugin.class);
    assertThat(SchedulerFactory.families().values())
        .hasSize(15)
        .allSatisfy(family -> assertThat(samplers).containsKey(family.method()));
  }

  @Test
  void flowMatchingIsRefusedByName() {
    for (String name : SchedulerFactory.families().keySet()) {
      ScheduleConfig config = ScheduleConfig.named(name);
      assertThatThrownBy(
              () -> SchedulerFactory.create(config.with("prediction_type", "flow_prediction"), 8))
          .isInstanceOf(UnsupportedSchedulerException.class)
          .hasMessageContaining("flow matching");
      assertThatThrownBy(() -> SchedulerFactory.create(config.with("use_flow_sigmas", true), 8))
          .isInstanceOf(UnsupportedSchedulerException.class)
          .hasMessageContaining("flow matching");
    }
  }

  @Test
  void stepsAndTypesThatAClassCannotDoAreNamed() {
    assertThatThrownBy(() -> SchedulerFactory.create(ScheduleConfig.named("PNDMScheduler"), 3))
        .hasMessage("steps = 3: PNDM needs at least 4, unless skip_prk_steps is set");
    assertThat(SchedulerFactory.clipping(ScheduleConfig.named("PNDMScheduler")))
        .as("what needs no steps")
        .isEqualTo(Clipping.NONE);
    assertThatThrownBy(() -> SchedulerFactory.create(ScheduleConfig.named("LCMScheduler"), 51))
        .hasMessage("steps = 51: must be at most original_inference_steps = 50");
    var kdpm2 = ScheduleConfig.named("KDPM2DiscreteScheduler").with("prediction_type", "sample");
    assertThatThrownBy(() -> SchedulerFactory.create(kdpm2, 8))
        .hasMessageContaining("must be one of [epsilon, v_prediction] for KDPM2DiscreteScheduler");
    var single = ScheduleConfig.named("DPMSolverSinglestepScheduler");
    assertThatThrownBy(
            () -> SchedulerFactory.create(single.with("algorithm_type", "sde-dpmsolver"), 8))
        .hasMessageContaining("must be one of [deis, dpmsolver, dpmsolver++, sde-dpmsolver++]");
    assertThatThrownBy(() -> SchedulerFactory.create(single.with("algorithm_type", "deis"), 8))
        .hasMessageContaining("deis needs final_sigmas_type = sigma_min");
    var deis = ScheduleConfig.named("DEISMultistepScheduler").with("solver_type", "foo");
    assertThatThrownBy(() -> SchedulerFactory.create(deis, 8))
        .hasMessageContaining("solver_type = foo: must be one of [logrho, ");
  }

  @Test
  void contradictionsAreNamed() {
    assertThatThrownBy(() -> SchedulerFactory.create(DDIM, 1001))
        .hasMessageContaining("steps = 1001");
    assertThatThrownBy(
            () ->
                SchedulerFactory.create(
                    DPM.with("use_karras_sigmas", true).with("use_beta_sigmas", true), 4))
        .hasMessageContaining("at most one of");
    assertThatThrownBy(() -> SchedulerFactory.create(DPM.with("algorithm_type", "dpmsolver"), 4))
        .hasMessageContaining("needs final_sigmas_type = sigma_min");
  }

  @Test
  void uniPcTakesTheEndsOfItsSequence() {
    var config =
        ScheduleConfig.named("UniPCMultistepScheduler")
            .with("use_karras_sigmas", true)
            .with("sigma_min", 0.05)
            .with("sigma_max", 12)
            .with("final_sigmas_type", "sigma_min");
    Grid grid = SchedulerFactory.create(config, 5).sampling().grid();
    assertThat(grid.levels().get(0).kappa()).isCloseTo(12, within(1e-9));
    assertThat(grid.levels().get(4).kappa()).isCloseTo(0.05, within(1e-9));
    assertThat(grid.nexts().get(4)).isEqualTo(grid.levels().get(4));
  }

  @Test
  void eulerEndsAStepTooSoonWhereItsLevelsAreEvenInTheLogarithm() {
    ScheduleConfig config = EULER.with("interpolation_type", "log_linear");
    Grid grid = SchedulerFactory.create(config, 4).sampling().grid();
    NoiseLevel cleanest = config.schedule().at(0);
    double ratio = cleanest.kappa() / config.schedule().at(999).kappa();
    assertThat(grid.nexts().get(3)).isEqualTo(cleanest);
    assertThat(grid.levels().get(1).kappa() / grid.levels().get(0).kappa())
        .isCloseTo(Math.pow(ratio, 0.25), within(1e-9));
    assertThat(grid.levels()).extracting(NoiseLevel::t).containsExactly(999., 666., 333., 0.);
  }

  @Test
  void continuousTimesAreAQuarterOfTheLogarithm() {
    ScheduleConfig config = EULER.with("timestep_type", "continuous");
    assertThat(SchedulerFactory.create(config, 4).sampling().grid().levels().get(1).t())
        .isEqualTo(666);
    NoiseLevel level =
        SchedulerFactory.create(config.with("prediction_type", "v_prediction"), 4)
            .sampling()
            .grid()
            .levels()
            .get(1);
    assertThat(level.t()).isCloseTo(Math.log(level.kappa()) / 4, within(1e-9));
  }

  /** x̂₀ of an ε-model at pure noise is a division by 0; clipped, it is 1 or −1 like the rest. */
  @Test
  void pureNoiseOfNoiseModelsIsClipped() {
    ScheduleConfig config =
        DDIM.with("rescale_betas_zero_snr", true).with("timestep_spacing", "trailing");
    for (String name : List.of("DDIMScheduler", "DDPMScheduler", "LCMScheduler")) {
      ScheduleConfig clips = config.with("_class_name", name).with("clip_sample", true);
      NoiseLevel first = first(clips);
      assertThat(first.alpha()).isBetween(1e-30, 1e-10);
      assertThat(first.sigma()).isEqualTo(1);
      assertThat(first(clips.with("prediction_type", "v_prediction")).alpha()).isZero();
      assertThat(first(clips.with("clip_sample", false)).alpha()).isZero();
    }
  }

  private static NoiseLevel first(ScheduleConfig config) {
    return SchedulerFactory.create(config, 4).sampling().grid().levels().get(0);
  }
}

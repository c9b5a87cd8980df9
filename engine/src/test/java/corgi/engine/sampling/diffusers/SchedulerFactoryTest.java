package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;

class SchedulerFactoryTest {
  private static final ScheduleConfig DDIM = ScheduleConfig.named("DDIMScheduler");
  private static final ScheduleConfig DPM = ScheduleConfig.named("DPMSolverMultistepScheduler");

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
            "unknown scheduler 'Foo'; known: DDIMScheduler, DDPMScheduler,"
                + " DPMSolverMultistepScheduler, LMSDiscreteScheduler, UniPCMultistepScheduler");
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
    assertThatThrownBy(() -> SchedulerFactory.create(DPM.with("use_flow_sigmas", true), 4))
        .isInstanceOf(UnsupportedSchedulerException.class);
  }
}

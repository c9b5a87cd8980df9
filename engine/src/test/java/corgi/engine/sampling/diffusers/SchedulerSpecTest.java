package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.schedule.ScheduleConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerSpecTest {
  private static final String WRITTEN =
      "DPMSolverMultistepScheduler:use_karras_sigmas=true,solver_order=3,algorithm_type=sde-dpmsolver++";

  @Test
  void isReadAndWritten() {
    SchedulerSpec spec = SchedulerSpec.parse(WRITTEN);

    assertThat(spec.className()).isEqualTo("DPMSolverMultistepScheduler");
    assertThat(spec.values()).containsEntry("algorithm_type", "sde-dpmsolver++");
    assertThat(spec).hasToString(WRITTEN).isEqualTo(SchedulerSpec.parse(WRITTEN));
    assertThat(SchedulerSpec.parse("PNDMScheduler")).hasToString("PNDMScheduler");
  }

  @Test
  void liesOverTheModelsConfiguration() {
    ScheduleConfig own =
        ScheduleConfig.named("PNDMScheduler").with("beta_start", 0.00085).with("solver_order", 1);

    ScheduleConfig laid = SchedulerSpec.parse(WRITTEN).over(own);

    assertThat(laid.className()).isEqualTo("DPMSolverMultistepScheduler");
    assertThat(laid.number("beta_start", 0)).isEqualTo(0.00085);
    assertThat(laid.whole("solver_order", 2, 1, 3)).isEqualTo(3);
    assertThat(laid.flag("use_karras_sigmas", false)).isTrue();
    assertThat(laid.text("algorithm_type", "")).isEqualTo("sde-dpmsolver++");
    assertThat(own.className()).as("the model's own").isEqualTo("PNDMScheduler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " :eta=1", "A:", "A:eta", "A:eta=", "A:=1", "A:eta=1,eta=2"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> SchedulerSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

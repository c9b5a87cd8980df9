package corgi.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleConfigTest {
  private static final ScheduleConfig CONFIG =
      ScheduleConfig.named("DDIMScheduler").with("beta_schedule", "scaled_linear");

  @TempDir Path folder;

  @Test
  void writtenFilesReadBack() throws IOException {
    Path file = folder.resolve("scheduler_config.json");
    var config = CONFIG.with("beta_end", 0.012).with("a key of somebody else's", true);
    Files.writeString(file, config.toJson());
    assertThat(ScheduleConfig.read(file)).hasToString(config.toString());
    assertThat(ScheduleConfig.read(file).schedule().beta(999)).isCloseTo(0.012, within(1e-12));
  }

  @Test
  void presetsAreTheReferences() {
    var config = ScheduleConfig.named("DDIMScheduler");
    assertThat(config.predictionType()).isEqualTo("epsilon");
    assertThat(config.schedule().steps()).isEqualTo(1000);
    assertThat(config.schedule().beta(0)).isCloseTo(1e-4, within(1e-12));
    assertThat(config.with("trained_betas", new double[] {.1, .2}).schedule().steps()).isEqualTo(2);
    assertThat(config.with("rescale_betas_zero_snr", true).schedule().at(999).alpha()).isZero();
  }

  @Test
  void someKindsHaveTheirOwnPresets() {
    var stable = CONFIG.with("beta_start", 0.00085).with("beta_end", 0.012);
    assertThat(ScheduleConfig.named("LCMScheduler").schedule().alphaBar(500))
        .isEqualTo(stable.schedule().alphaBar(500));
    for (String name : List.of("HeunDiscreteScheduler", "KDPM2DiscreteScheduler")) {
      assertThat(ScheduleConfig.named(name).schedule().alphaBar(500))
          .isEqualTo(stable.with("beta_schedule", "linear").schedule().alphaBar(500));
    }
  }

  @Test
  void exponentialTableIsThatOfItsFormula() {
    var schedule = CONFIG.with("beta_schedule", "exp").schedule();
    assertThat(schedule.alphaBar(499)).isCloseTo(Math.exp(-6), within(1e-12));
  }

  @Test
  void laplaceTableIsThatOfItsFormula() {
    var schedule = CONFIG.with("beta_schedule", "laplace").schedule();
    double first = Math.sqrt(alphaBarSquared(Math.log(1e-6) / -2)); // at t = 0
    // half-way log s = −ln(1 + 1e-6)/2, and s/(1 + s) is a half but for that
    assertThat(schedule.alphaBar(499) * first).isCloseTo(Math.sqrt(0.5), within(1e-6));
    double later = Math.sqrt(alphaBarSquared(Math.log(0.5 + 1e-6) / 2));
    assertThat(schedule.alphaBar(749) * first).isCloseTo(later, within(1e-6));
  }

  /** s/(1 + s). */
  private static double alphaBarSquared(double logSnr) {
    return 1 / (1 + Math.exp(-logSnr));
  }

  @Test
  void wrongValuesAreNamed() {
    assertThatThrownBy(() -> CONFIG.with("beta_schedule", "quadratic").schedule())
        .hasMessage(
            "scheduler configuration: beta_schedule = \"quadratic\": must be linear or scaled_linear or"
                + " squaredcos_cap_v2 or exp or laplace or sigmoid");
    assertThatThrownBy(() -> CONFIG.with("num_train_timesteps", 2e9).schedule())
        .hasMessageContaining("a whole number from 1 to 100000");
    assertThatThrownBy(() -> CONFIG.with("beta_start", "much").schedule())
        .hasMessageContaining("beta_start = \"much\": must be a number");
    assertThatThrownBy(() -> CONFIG.with("timestep_spacing", "odd").spacing(Spacing.LEADING))
        .hasMessageContaining("leading or trailing or linspace");
    assertThatThrownBy(() -> CONFIG.with("beta_end", 1.5).schedule())
        .hasMessageContaining("β must lie between 0 and 1");
  }

  @Test
  void damagedFilesAreNamed() throws IOException {
    Path file = folder.resolve("scheduler_config.json");
    Files.writeString(file, "{\"beta_end\": 0.0");
    assertThatThrownBy(() -> ScheduleConfig.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
    Files.writeString(file, "[1]");
    assertThatThrownBy(() -> ScheduleConfig.read(file))
        .hasMessageContaining("must be a JSON object");
  }
}

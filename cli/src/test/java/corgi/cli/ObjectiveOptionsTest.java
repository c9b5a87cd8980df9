package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.plugin.Spec;
import corgi.engine.training.ObjectiveSpec;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ObjectiveOptionsTest {
  private static ObjectiveSpec said(String... options) {
    return CommandLine.populateCommand(new ObjectiveOptions(), options).objective();
  }

  @Test
  void nothingSaidIsTheUsualObjective() {
    assertThat(said()).isEqualTo(ObjectiveSpec.DEFAULT);
  }

  @Test
  void whatIsNotSaidSuitsThePrediction() {
    assertThat(said("--predict", "edm")).isEqualTo(ObjectiveSpec.of(Spec.parse("edm")));
    assertThat(said("--predict", "edm").times().name()).isEqualTo("log-normal");
    assertThat(said("--predict", "sample").times().name()).isEqualTo("uniform");
  }

  @Test
  void everythingIsHeard() {
    assertThat(
            said(
                "--predict",
                "sample",
                "--schedule",
                "linear",
                "--loss",
                "simple",
                "--times",
                "importance",
                "--zero-terminal-snr",
                "--learn-sigma"))
        .isEqualTo(
            new ObjectiveSpec(
                Spec.parse("sample"),
                Spec.parse("linear"),
                Spec.parse("simple"),
                Spec.parse("importance"),
                Set.of(Feature.ZERO_TERMINAL_SNR, Feature.LEARNED_SIGMA)));
    assertThat(said("--loss", "min-snr:gamma=3").weight()).isEqualTo(Spec.parse("min-snr:gamma=3"));
  }

  @Test
  void whatCannotBeTrainedIsRefused() {
    assertThatThrownBy(() -> said("--predict", "epsilon", "--zero-terminal-snr"))
        .hasMessageContaining("predict v_prediction or sample");
    assertThatThrownBy(() -> said("--predict", "edm", "--schedule", "cosine"))
        .hasMessage("unknown schedule of edm 'cosine'; known: karras");
    assertThatThrownBy(() -> said("--schedule", "sigmoid"))
        .hasMessageContaining("sigmoid-xu, sigmoid-jabri");
  }

  @Test
  void validationByStepsNeedsSomethingToValidateOn() {
    var never = CommandLine.populateCommand(new ValidationOptions(), "--validate-every", "never");
    assertThat(never.validation(Optional.empty())).isNull();
    assertThat(new ValidationOptions().validation(Optional.empty())).isNull();
    var steps = CommandLine.populateCommand(new ValidationOptions(), "--validate-every", "50");
    assertThatThrownBy(() -> steps.validation(Optional.empty()))
        .hasMessageContaining("--validate-every 50: nothing is kept from training");
    var wrong = CommandLine.populateCommand(new ValidationOptions(), "--validate-every", "0");
    assertThatThrownBy(() -> wrong.validation(Optional.empty()))
        .hasMessage(
            "--validate-every 0: must be a number of steps, such as 500, or saves or never");
  }
}

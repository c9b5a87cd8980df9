package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.training.Saving;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SavingOptionsTest {
  @Test
  void withoutOptionsATrainingSavesAsUsual() {
    assertThat(parsed()).isEqualTo(Saving.DEFAULT).isEqualTo(new Saving(2, Long.MAX_VALUE, 120));
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "5m, 300", "1h, 3600"})
  void timesHaveAUnit(String every, double seconds) {
    assertThat(parsed("--save-every", every)).isEqualTo(new Saving(2, Long.MAX_VALUE, seconds));
  }

  @Test
  void aNumberAloneIsSteps() {
    assertThat(parsed("--save-every=500", "--keep=7"))
        .isEqualTo(new Saving(7, 500, Double.MAX_VALUE));
  }

  @Test
  void allCheckpointsCanBeKept() {
    assertThat(parsed("--keep", "all").keep()).isEqualTo(Saving.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --keep=0                     | checkpoints to keep = 0: must be positive
          --keep=-1                    | --keep -1: expected a number or all
          --keep=some                  | --keep some: expected a number or all
          --keep=9999999999            | --keep 9999999999: expected a number or all
          --save-every=0               | steps between checkpoints = 0: must be positive
          --save-every=0m              | seconds between checkpoints = 0.0: must be positive
          --save-every=5d              | --save-every 5d: expected steps, such as 500, or a time
          --save-every=1.5m            | --save-every 1.5m: expected steps
          --save-every=                | --save-every : expected steps
          --save-every=9999999999999999 | --save-every 9999999999999999: expected steps
          """)
  void valuesOutOfRangeAreRefused(String option, String message) {
    assertThatThrownBy(() -> parsed(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Saving parsed(String... options) {
    Command command = new Command();
    new CommandLine(command).parseArgs(options);
    return command.saving.saving();
  }

  @CommandLine.Command
  private static final class Command {
    @CommandLine.Mixin private SavingOptions saving;
  }
}

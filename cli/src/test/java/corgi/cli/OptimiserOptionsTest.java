package corgi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import corgi.engine.tensor.Precision;
import corgi.engine.training.AdamW;
import corgi.engine.training.Batches;
import corgi.engine.training.Computing;
import corgi.engine.training.EmaSpec;
import corgi.engine.training.LearningRate;
import corgi.engine.training.Limit;
import corgi.engine.training.TrainerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OptimiserOptionsTest {
  private static final Limit LIMIT = Limit.ofSteps(10);

  @Test
  void withoutOptionsATrainingIsTheUsualOne() {
    TrainerOptions usual =
        new TrainerOptions(LIMIT, 32, 5, new LearningRate(0.001, 200, 0.35), 0.999, Precision.BF16);
    assertThat(parsed()).isEqualTo(usual);
  }

  @Test
  void everyOptionReachesTheTrainer() {
    String given =
        """
        --batch=48 --accumulate=3 --checkpoint-activations --precision=fp32
        --learning-rate=0.002 --learning-rate-schedule=linear --warm-up=7
        --weight-decay=0.05 --betas=0.8,0.95 --clip=2
        --ema=0.99 --ema=power:gamma=6.94 --ema=power:length=0.05""";
    TrainerOptions all = parsed(given.split("\\s+"));
    assertThat(all.batches()).isEqualTo(new Batches(48, 3));
    assertThat(all.computing())
        .isEqualTo(new Computing(Precision.FP32, Computing.Activations.RECOMPUTED));
    assertThat(all.rate()).isEqualTo(new LearningRate(0.002, 7, 1, LearningRate.Shape.LINEAR));
    assertThat(all.optimisation().adamW()).isEqualTo(new AdamW.Options(0.8, 0.95, 1e-8, 0.05, 2));
    assertThat(all.averages())
        .containsExactly(
            EmaSpec.ofDecay(0.99),
            new EmaSpec(EmaSpec.Kind.GAMMA, 6.94),
            new EmaSpec(EmaSpec.Kind.LENGTH, 0.05));
    assertThat(parsed("--clip", "0").optimisation().adamW().maxNorm()).isInfinite();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --batch=0                 | batch = 0: must be from 1 to 65536
          --accumulate=0            | a batch of 32 in 0 parts: must be from 1 to 32 parts
          --accumulate=33           | a batch of 32 in 33 parts: must be from 1 to 32 parts
          --learning-rate=0         | learning rate 0.0 with warm-up 200
          --learning-rate=NaN       | learning rate NaN
          --warm-up=-1              | warm-up -1
          --weight-decay=-0.1       | weight decay = -0.1: must be at least 0
          --betas=0.9               | --betas: 1 numbers; must be two, such as 0.9,0.99
          --betas=0.9,1             | beta2 = 1.0: must be in [0, 1)
          --clip=-1                 | largest gradient norm = -1.0: must be positive
          --ema=1                   | EMA decay = 1.0: must be in [0, 1)
          --ema=slow                | EMA 'slow': must be a decay such as 0.999, power:gamma=6.94
          --ema=power:sigma=1       | EMA 'power:sigma=1': must be
          --ema=power:gamma=-1      | EMA power law γ = -1.0: must be at least 0
          --ema=power:length=0.5    | EMA length = 0.5: must be positive and at most 0.2887
          """)
  void valuesOutOfRangeAreRefused(String option, String message) {
    assertThatThrownBy(() -> parsed(option))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anAverageIsAskedForOnce() {
    assertThatThrownBy(() -> parsed("--ema=0.9", "--ema=0.90"))
        .hasMessage("averages [0.9, 0.9]: at least one is needed, each once");
  }

  private static TrainerOptions parsed(String... options) {
    Command command = new Command();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
    return command.optimiser.trainer(LIMIT, 5);
  }

  @CommandLine.Command
  private static final class Command {
    @CommandLine.Mixin private OptimiserOptions optimiser;
  }
}

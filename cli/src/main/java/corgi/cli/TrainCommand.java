package corgi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetRequest;
import corgi.engine.data.Datasets;
import corgi.engine.data.Split;
import corgi.engine.generation.Corgi;
import corgi.engine.model.CachedTextEncoder;
import corgi.engine.model.TextEncoderPlugin;
import corgi.engine.tensor.Precision;
import corgi.engine.training.Counters;
import corgi.engine.training.Inherited;
import corgi.engine.training.LearningRate;
import corgi.engine.training.Limit;
import corgi.engine.training.Start;
import corgi.engine.training.TrainerOptions;
import corgi.engine.training.TrainingPlan;
import corgi.engine.training.TrainingSession;
import corgi.engine.unet.Presets;
import corgi.engine.unet.UNetConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code corgi train}: trains a text-conditional model. */
@Command(
    name = "train",
    subcommands = {TrainClassifierCommand.class, TrainVaeCommand.class},
    description = {
      "Train a model on captioned pictures. OUT/model is a model for 'gen --model'.",
      "Ctrl-C saves; the same command goes on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final String ENCODER = "all-MiniLM-L6-v2";
  private static final int TOKENS = 24;
  private static final int REMEMBERED_MEGABYTES = 1000;

  @ParentCommand private CorgiCommand corgi;

  // Not required in picocli's sense, which would ask for them before 'train classifier', too.
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "What to learn from, such as portraits.")
  private String dataset;

  @Option(names = "--size", description = "Pixels a side: 8, 16, 32, 64 or 128 (default: 32).")
  private int size = 32;

  @Option(names = "--hold-out", description = "Leave out some pairs, to test generalisation.")
  private boolean holdOut;

  @Option(names = "--seed", paramLabel = "S", description = "Of everything random (default: 0).")
  private long seed;

  @Option(
      names = "--unet",
      paramLabel = "FILE",
      description = "A UNet2DConditionModel config.json (default: one that fits the size).")
  private Path unet;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = {
        "Begin with the weights of this model, of the same size or of a smaller one, whose levels",
        "become the lower levels of the new network (default: random weights)."
      })
  private String from;

  @Option(
      names = "--drop",
      paramLabel = "P",
      description =
          "How often a picture is shown without its caption, which is what guidance starts from;"
              + " 1 trains an unconditional model (default: 0.1).")
  private double drop = TrainingPlan.DROP;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; required.")
  private Path out;

  @Spec private CommandSpec spec;
  @Mixin private LimitOptions limits;
  @Mixin private StepOptions steps;

  Console console() {
    return corgi.console();
  }

  @Override
  public Integer call() throws IOException {
    if (dataset == null || out == null) {
      String missing = dataset == null ? "parameter: 'DATASET'" : "option: '--out=DIR'";
      throw new ParameterException(spec.commandLine(), "Missing required " + missing);
    }
    Limit limit = limits.limit();
    TrainerOptions options = steps.options(limit, seed);
    Split split = holdOut ? Split.SEEN : Split.ALL;
    Dataset data = Datasets.open(dataset, new DatasetRequest(size, split));
    try (var encoder =
            new CachedTextEncoder(TextEncoderPlugin.create(ENCODER, TOKENS), REMEMBERED_MEGABYTES);
        TrainProgress progress = new TrainProgress(corgi.console())) {
      UNetConfig config =
          unet == null ? Presets.of(size, data.channels(), encoder.dimension()) : described();
      Start start = from == null ? Start.RANDOM : Inherited.from(from);
      TrainingPlan plan = new TrainingPlan(data, encoder, config, start, options, drop);
      Counters counters =
          new TrainingSession(plan, new TrainingSession.Built(Corgi.version(), Commit.current()))
              .run(out, progress);
      progress.close();
      corgi
          .console()
          .say(
              "%d steps, %d examples, %.1f minutes; the model is %s"
                  .formatted(
                      counters.steps(),
                      counters.examples(),
                      counters.seconds() / 60,
                      out.resolve("model")));
    }
    return corgi.console().interruption().asked() ? ExitCode.STOPPED : ExitCode.DONE;
  }

  private UNetConfig described() throws IOException {
    try {
      return UNetConfig.fromJson(new ObjectMapper().readTree(unet.toFile()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String said =
          e instanceof JsonProcessingException json
              ? "is not valid JSON: " + json.getOriginalMessage()
              : e.getMessage();
      throw new IllegalArgumentException("--unet %s: %s".formatted(unet, said), e);
    }
  }

  /** When to stop. */
  static final class LimitOptions {
    private static final double PRESET_MINUTES = 90;

    @Option(names = "--minutes", description = "Train this long in all (default: 90).")
    private Double minutes;

    @Option(names = "--steps", paramLabel = "N", description = "Make this many steps in all.")
    private Long count;

    @Option(names = "--examples", paramLabel = "N", description = "See this many pictures in all.")
    private Long examples;

    Limit limit() {
      boolean open = minutes == null && count == null && examples == null;
      return new Limit(
          count == null ? Long.MAX_VALUE : count,
          minutes == null ? (open ? PRESET_MINUTES : Double.MAX_VALUE) : minutes,
          examples == null ? Long.MAX_VALUE : examples);
    }
  }

  /** How a step is made. */
  static final class StepOptions {
    @Option(names = "--batch", paramLabel = "B", description = "Pictures in a step (default: 32).")
    private int batch = 32;

    @Option(
        names = "--learning-rate",
        paramLabel = "R",
        description = "Its peak; it falls over the last 35 %% of the run (default: 0.001).")
    private double rate = 1e-3;

    @Option(
        names = "--ema",
        paramLabel = "D",
        description = "The decay of the weights' moving average (default: 0.999).")
    private double ema = 0.999;

    @Option(
        names = "--precision",
        description =
            "fp32 or bf16 (default: bf16, about twice as fast on processors that have it).")
    private Precision precision = Precision.BF16;

    TrainerOptions options(Limit limit, long seed) {
      return new TrainerOptions(
          limit, batch, seed, new LearningRate(rate, 200, 0.35), ema, precision);
    }
  }
}

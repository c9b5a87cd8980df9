package corgi.cli;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import corgi.cli.Failures.ExitCode;
import corgi.engine.condition.Conditions;
import corgi.engine.condition.LabelCondition;
import corgi.engine.condition.Port;
import corgi.engine.data.Dataset;
import corgi.engine.generation.Corgi;
import corgi.engine.training.Counters;
import corgi.engine.training.Inherited;
import corgi.engine.training.Limit;
import corgi.engine.training.ObjectiveSpec;
import corgi.engine.training.Start;
import corgi.engine.training.TrainerOptions;
import corgi.engine.training.TrainingPlan;
import corgi.engine.training.TrainingSession;
import corgi.engine.unet.Presets;
import corgi.engine.unet.UNetConfig;
import corgi.engine.unet.UNetConfig.Ends;
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
      "Train a model on captioned or labelled pictures. OUT/model is a model for 'gen --model'.",
      "Ctrl-C saves; the same command goes on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private static final int USUAL_SIZE = 32;

  @ParentCommand private CorgiCommand corgi;

  // Not required in picocli's sense, which would ask for them before 'train classifier', too.
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "What to learn from, such as portraits.")
  private String dataset;

  @Mixin private RunOptions run;

  @Option(
      names = "--unet",
      paramLabel = "FILE",
      description = "A config.json of diffusers' U-Nets (default: one that fits the size).")
  private Path unet;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = {
        "Begin with the weights of this model, of the same size or of a smaller one, whose levels",
        "become the lower levels of the new network (default: random weights)."
      })
  private String from;

  @Mixin private ConditionOptions told;

  @Spec private CommandSpec spec;
  @Mixin private LatentOptions latent;
  @Mixin private DataOptions data;
  @Mixin private LimitOptions limits;
  @Mixin private ObjectiveOptions objective;
  @Mixin private OptimiserOptions optimiser;
  @Mixin private SavingOptions saving;
  @Mixin private ValidationOptions validating;

  Console console() {
    return corgi.console();
  }

  @Override
  public Integer call() throws IOException {
    if (dataset == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'DATASET'");
    }
    Path out = run.out();
    Limit limit = limits.limit();
    ObjectiveSpec target = objective.objective();
    TrainerOptions options = optimiser.trainer(limit, run.seed());
    DataOptions.Sides sides = data.open(dataset, USUAL_SIZE);
    try (LatentOptions.Examples examples = latent.examples(sides, out, console());
        Conditions conditions = told.conditions(examples.training());
        TrainProgress progress = new TrainProgress(corgi.console())) {
      examples.check(conditions);
      Dataset learned = examples.training();
      Start start = from == null ? Start.RANDOM : Inherited.from(from);
      UNetConfig config =
          unet == null
              ? preset(learned, conditions, target.outputs(learned.channels()))
              : described();
      TrainingPlan plan =
          new TrainingPlan(
              learned, conditions, config, start, options, target, examples.autoencoder());
      Counters counters =
          new TrainingSession(
                  plan,
                  new TrainingSession.Built(Corgi.version(), Commit.current()),
                  validating.validation(examples.validation()))
              .run(out, saving.saving(), progress);
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
      sides.report(corgi.console());
    }
    return corgi.console().interruption().asked() ? ExitCode.STOPPED : ExitCode.DONE;
  }

  private static UNetConfig preset(Dataset data, Conditions conditions, int outputs) {
    int channels = data.channels();
    Shape tokens = conditions.shapes().get(Port.TOKENS);
    return Presets.of(
        new Presets.Task(
            new Ends(data.resolution(), channels + conditions.channels(), outputs),
            tokens == null ? null : (int) tokens.get(1),
            conditions
                .named(LabelCondition.NAME)
                .map(label -> ((LabelCondition) label).embeddings())
                .orElse(null)));
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

    @Option(
        names = "--minutes",
        description =
            "Train this long in all; how many steps that makes, no two runs agree on (default: 90).")
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
}

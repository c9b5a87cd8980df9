package corgi.cli;

import ai.djl.ndarray.NDManager;
import corgi.cli.Failures.ExitCode;
import corgi.engine.checkpoint.ClassifierFolder;
import corgi.engine.data.Dataset;
import corgi.engine.generation.Corgi;
import corgi.engine.schedule.ScheduleConfig;
import corgi.engine.tensor.Precision;
import corgi.engine.tensor.TensorOps;
import corgi.engine.tensor.Tensors;
import corgi.engine.training.ClassifierPlan;
import corgi.engine.training.ClassifierSession;
import corgi.engine.training.Counters;
import corgi.engine.training.TrainingSession;
import corgi.engine.unet.adm.NoisyClassifier;
import corgi.eval.NoisyAccuracy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi train classifier}: trains a noise-aware classifier, for guidance. */
@Command(
    name = "classifier",
    description = {
      "Train a classifier of noisy pictures on the labels of a data set. OUT/model is a classifier",
      "for 'gen --classifier'. Prints how often it is right at each noise level.",
      "Ctrl-C saves; the same command goes on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainClassifierCommand implements Callable<Integer> {
  private static final int USUAL_SIZE = 64;
  private static final int EXAMINED = 1000;
  private static final List<Integer> TIMES =
      List.of(0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 999);

  @ParentCommand private TrainCommand train;

  @Parameters(paramLabel = "DATASET", description = "What to learn from, such as portraits.")
  private String dataset;

  @Mixin private RunOptions run;

  @Mixin private DataOptions data;
  @Mixin private TrainCommand.LimitOptions limits;
  @Mixin private OptimiserOptions optimiser;
  @Mixin private SavingOptions saving;

  @Override
  public Integer call() throws IOException {
    Console console = train.console();
    Path out = run.out();
    var options = optimiser.trainer(limits.limit(), run.seed());
    DataOptions.Sides sides = data.open(dataset, USUAL_SIZE);
    try (TrainProgress progress = new TrainProgress(console)) {
      var plan =
          new ClassifierPlan(sides.training(), ClassifierPlan.usual(sides.training()), options);
      var built = new TrainingSession.Built(Corgi.version(), Commit.current());
      Counters counters = new ClassifierSession(plan, built).run(out, saving.saving(), progress);
      progress.close();
      console.say(
          "%d steps, %d examples, %.1f minutes; the classifier is %s"
              .formatted(
                  counters.steps(),
                  counters.examples(),
                  counters.seconds() / 60,
                  out.resolve("model")));
    }
    if (console.interruption().asked()) {
      return ExitCode.STOPPED;
    }
    Optional<Dataset> kept = data.examination(dataset, USUAL_SIZE);
    if (kept.isEmpty()) {
      console.say("nothing was kept from training: the shares are of pictures it learned from");
    }
    console.print(examined(ClassifierFolder.find(out.toString()), kept.orElse(sides.training())));
    sides.report(console);
    return ExitCode.DONE;
  }

  /** Accuracy by noise level, in a table. */
  private static String examined(ClassifierFolder folder, Dataset data) throws IOException {
    try (NDManager manager = Tensors.manager();
        NoisyClassifier classifier = folder.load(TensorOps.of(Precision.FP32), manager)) {
      var schedule = ScheduleConfig.of(folder.classifier().scheduler()).schedule();
      StringBuilder table = new StringBuilder("   t   σ/α");
      List<NoisyAccuracy.Row> rows =
          new NoisyAccuracy(classifier, data, schedule).rows(TIMES, EXAMINED);
      rows.get(0).right().keySet().forEach(head -> table.append("  %10s".formatted(head)));
      for (NoisyAccuracy.Row row : rows) {
        table.append(
            String.format(Locale.ROOT, "%n%4.0f %5.2f", row.level().t(), row.level().kappa()));
        row.right()
            .values()
            .forEach(share -> table.append(String.format(Locale.ROOT, "  %10.3f", share)));
      }
      return table.toString();
    }
  }
}

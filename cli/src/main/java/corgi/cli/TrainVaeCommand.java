package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.data.Dataset;
import corgi.engine.generation.Corgi;
import corgi.engine.training.AutoencoderPlan;
import corgi.engine.training.AutoencoderSession;
import corgi.engine.training.ElboReport;
import corgi.engine.training.TrainingSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi train vae}: trains an autoencoder. */
@Command(
    name = "vae",
    description = {
      "Train an autoencoder on pictures. OUT/model is one for 'vae sample' and its kin; one of the",
      "kind kl is diffusers' as well. Prints the evidence lower bound on held-out pictures.",
      "Ctrl-C saves; the same command goes on."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainVaeCommand implements Callable<Integer> {
  private static final int USUAL_SIZE = 32;

  @ParentCommand private TrainCommand train;

  @Parameters(paramLabel = "DATASET", description = "What to learn from, such as portraits.")
  private String dataset;

  @Mixin private RunOptions run;

  @Mixin private VaeShapeOptions shape;
  @Mixin private TrainCommand.LimitOptions limits;
  @Mixin private OptimiserOptions optimiser;
  @Mixin private SavingOptions saving;
  @Mixin private DataOptions chosen;

  @Override
  public Integer call() throws IOException {
    Console console = train.console();
    Path out = run.out();
    DataOptions.Sides sides = chosen.open(dataset, USUAL_SIZE);
    Dataset data = sides.training();
    var plan =
        new AutoencoderPlan(
            data,
            HeldOutPictures.of(sides, HeldOutPictures.MEASURED),
            shape.shape(data),
            shape.loss(),
            optimiser.trainer(limits.limit(), run.seed()));
    try (TrainProgress progress = new TrainProgress(console)) {
      var built = new TrainingSession.Built(Corgi.version(), Commit.current());
      var outcome = new AutoencoderSession(plan, built).run(out, saving.saving(), progress);
      progress.close();
      console.say(
          "%d steps, %d examples, %.1f minutes; the autoencoder is %s"
              .formatted(
                  outcome.counters().steps(),
                  outcome.counters().examples(),
                  outcome.counters().seconds() / 60,
                  out.resolve("model")));
      sides.report(console);
      outcome.report().warning().ifPresent(warning -> console.say("warning: " + warning));
      console.print(text(outcome.report(), plan));
    }
    return console.interruption().asked() ? ExitCode.STOPPED : ExitCode.DONE;
  }

  private static String text(ElboReport report, AutoencoderPlan plan) {
    String which = "%d held-out pictures".formatted(report.pictures());
    if (!report.variational()) {
      return String.format(
          Locale.ROOT,
          "reconstruction (%s) %.2f nats a picture, on %s",
          plan.loss().reconstruction(),
          report.reconstruction(),
          which);
    }
    return String.format(
        Locale.ROOT,
        "ELBO %.2f nats a picture (%s %.2f, KL %.2f, constant %.2f), on %s",
        report.elbo(),
        plan.loss().reconstruction(),
        report.reconstruction(),
        report.kl(),
        report.constant(),
        which);
  }
}

package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.checkpoint.Checkpoint;
import corgi.engine.generation.Corgi;
import corgi.engine.generation.Course;
import corgi.engine.generation.Defaults;
import corgi.engine.generation.Request;
import corgi.engine.generation.Words;
import corgi.eval.AttributeClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code corgi eval}: measures what a model draws. */
@Command(
    name = "eval",
    description = {
      "Have a model draw captions of portraits, some of pairs it saw in training and some of pairs",
      "that were held out, and measure the pictures; real ones, measured alike, say what is good."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvalCommand implements Callable<Integer> {
  @ParentCommand private CorgiCommand corgi;

  @Option(
      names = "--evaluator",
      paramLabel = "DIR",
      required = true,
      description = "The classifier to judge by; 'corgi train-evaluator' makes one.")
  private Path evaluator;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Pictures of seen and as many of never-seen pairs for each γ (default: 64).")
  private int count = 64;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Chooses the captions; picture i is drawn with seed S + i (default: 0).")
  private long seed;

  @Option(
      names = "--references",
      paramLabel = "N",
      description = "Real pictures to compare with (default: 2048).")
  private int references = 2048;

  @Mixin private CourseOptions course;
  @Mixin private SteeringOptions steering;
  @Mixin private SetupOptions setup;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Write contact sheets there; a red frame is not what was asked for.")
  private Path folder;

  @Option(names = "--force", description = "Replace sheets that exist.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON document with every picture's result.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EvalPlan plan = plan();
    EvalSheets sheets = folder == null ? null : new EvalSheets(plan, corgi.console(), output());
    if (sheets != null) {
      sheets.prepare();
    }
    try (AttributeClassifier classifier = AttributeClassifier.load(evaluator)) {
      List<EvalRow> rows;
      try (Corgi engine = Corgi.load(setup.setup(steering.at(1, Defaults.CORGI).companions()))) {
        int side = side(engine, classifier);
        rows = new EvalRun(corgi.console(), plan, classifier).draw(engine, side);
      }
      EvalReport report = new EvalReport(plan, rows, classifier);
      corgi.console().print(json ? report.toJson() : report.toText());
      if (sheets != null) {
        sheets.write(rows);
      }
    }
    return ExitCode.DONE;
  }

  private EvalPlan plan() {
    List<Request> requests = new ArrayList<>();
    for (double gamma : steering.gammas(Defaults.CORGI)) {
      Words any = steering.words("a cat");
      if (any.prompts().size() > 1 || !any.labels().isEmpty()) {
        throw new IllegalArgumentException(
            "--and and --label: 'eval' asks questions of its own; leave them out");
      }
      requests.add(
          new Request(
                  any,
                  steering.at(gamma, Defaults.CORGI),
                  course.course(Course.DEFAULT),
                  List.of(seed))
              .check());
    }
    return new EvalPlan(requests, count, seed, references);
  }

  private OutputOptions output() {
    OutputOptions options = new OutputOptions();
    options.target = folder.toString();
    options.force = force;
    options.json = json;
    return options;
  }

  /** Pixels a side of what the model draws. */
  private int side(Corgi engine, AttributeClassifier classifier) {
    String model = engine.setup().model();
    Checkpoint checkpoint =
        engine
            .checkpoint()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "model %s was not trained by Corgi: 'eval' asks about its data set"
                            .formatted(model)));
    int side = checkpoint.unet().ends().sampleSize();
    int read = classifier.config().image().resolution();
    if (side % read != 0) {
      throw new IllegalArgumentException(
          "model %s draws %d×%d, but evaluator %s reads %d×%d: train one with --size %d or a divisor"
              .formatted(model, side, side, evaluator, read, read, side));
    }
    if (checkpoint.provenance().data().heldOut().equals("nothing")) {
      corgi
          .console()
          .say("warning: %s was trained without --hold-out: it knows every pair".formatted(model));
    }
    return side;
  }
}

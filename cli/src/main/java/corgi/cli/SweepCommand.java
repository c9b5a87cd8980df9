package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Outcome;
import corgi.eval.sweep.Scorer;
import corgi.eval.sweep.Sweep;
import corgi.eval.sweep.SweepFile;
import corgi.eval.sweep.SweepPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code corgi sweep}: draws, measures and shows the product of many settings. */
@Command(
    name = "sweep",
    description = {
      "Draw every combination of the values given, measure the pictures, and write a report",
      "to look at. Stopped, it goes on where it was; with more values, it draws what is new."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {
  private static final int PRESET_SEEDS = 8;

  @ParentCommand private CorgiCommand corgi;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROMPT|FILE",
      arity = "0..*",
      description =
          "What to draw: prompts, each quoted; or one FILE.json or FILE.yaml of a sweep, whose axes"
              + " the options replace.")
  private List<String> arguments = List.of();

  @Option(names = "--prompts", paramLabel = "FILE", description = "A file of prompts, one a line.")
  private Path prompts;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The seed of the first picture of every cell (default: 0).")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "How many pictures of each cell, with seeds S, S+1, … (default: " + PRESET_SEEDS + ").")
  private Integer seeds;

  @Mixin private AxisOptions axes;
  @Mixin private ScoreOptions score;

  @Option(names = "--no-metrics", description = "Do not measure the pictures.")
  private boolean unmeasured;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the sweep: a new one, or one to go on with.")
  private Path folder;

  @Option(
      names = "--dry-run",
      description = "Say what would be drawn and how long it would take, and draw nothing.")
  private boolean dry;

  @Override
  public Integer call() throws IOException {
    SweepPlan plan = plan();
    Console console = corgi.console();
    try (SweepWatch watch = new SweepWatch(console);
        Sweep sweep = dry ? Sweep.look(plan, folder, watch) : Sweep.open(plan, folder, watch)) {
      sweep.warnings().forEach(warning -> console.say("warning: " + warning));
      String estimate = sweep.estimate().toString();
      if (dry) {
        console.print(estimate);
        return ExitCode.DONE;
      }
      console.say(estimate);
      Outcome outcome = sweep.draw();
      watch.clear();
      try (Scorer scorer = scorer()) {
        Path page = sweep.report(outcome, scorer, TypedWords.command(spec));
        console.print("%s  %s".formatted(page, outcome));
      }
      return outcome.failures().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
    }
  }

  private Scorer scorer() throws IOException {
    if (unmeasured) {
      return Scorer.NONE;
    }
    return new SweepScorer(corgi.console(), score.options(), TypedWords.ofScores(spec));
  }

  private SweepPlan plan() throws IOException {
    boolean fromFile = arguments.size() == 1 && SweepFile.isNamedBy(arguments.get(0));
    List<String> texts = new ArrayList<>(fromFile ? List.of() : arguments);
    if (prompts != null) {
      texts.addAll(PromptsRun.read(prompts));
    }
    Axes named = axes.axes(texts);
    SweepFile file =
        fromFile
            ? SweepFile.read(Path.of(arguments.get(0)))
            : new SweepFile(new Axes(List.of()), null, null);
    SweepPlan.Seeds chosen =
        new SweepPlan.Seeds(first(seed, file.seed(), 0L), first(seeds, file.seeds(), PRESET_SEEDS));
    return SweepPlan.of(file.axes().overriddenBy(named), chosen, new CellOptions());
  }

  private static <T> T first(T said, T written, T preset) {
    if (said != null) {
      return said;
    }
    return written != null ? written : preset;
  }
}

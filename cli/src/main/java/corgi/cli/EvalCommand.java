package corgi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import corgi.cli.Failures.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code corgi eval}: measures pictures. */
@Command(
    name = "eval",
    description = {
      "Measure pictures: those of a folder, from the PNG files alone; or what a model draws of",
      "--prompts; or, without either, what it draws of captions of portraits, some of pairs it saw",
      "in training and some that were held out, beside real pictures measured alike."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvalCommand implements Callable<Integer> {
  /** What may be said where nothing is drawn. */
  private static final List<String> OF_A_FOLDER =
      List.of("--json", "--verbose", "--help", "--version");

  @ParentCommand private CorgiCommand corgi;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|FILE.png",
      arity = "0..*",
      description =
          "PNG files to measure together, or folders with such in them and below. Nothing is drawn.")
  private List<Path> pictures = List.of();

  @Mixin private ScoreOptions score;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description = "Draw what a text file says, a prompt a line, into -o DIR, and measure that.")
  private Path prompts;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Pictures of each of the --prompts (default: 1); without them, of seen and as many of"
              + " never-seen pairs for each γ (default: 64).")
  private Integer count;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the first picture; the others follow (default: 0).")
  private long seed;

  @Mixin private CourseOptions course;
  @Mixin private SteeringOptions steering;
  @Mixin private SetupOptions setup;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description =
          "Where pictures are written; without --prompts with contact sheets, where a red frame is"
              + " not what was asked for.")
  private Path folder;

  @Option(names = "--force", description = "Replace pictures that exist.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!pictures.isEmpty()) {
      refuseDrawing();
      report(ScoreRun.pictures(pictures));
    } else if (prompts != null) {
      report(drawn());
    } else {
      var extent = new QuestionsRun.Extent(count == null ? 64 : count, seed);
      new QuestionsRun(corgi.console(), score, new DrawingOptions(steering, course, setup), extent)
          .run(new DrawnFolder(folder, force), json);
    }
    return ExitCode.DONE;
  }

  private void refuseDrawing() {
    for (OptionSpec said : spec.commandLine().getParseResult().matchedOptions()) {
      String name = said.longestName();
      boolean ofScores = said.userObject().toString().contains(ScoreOptions.class.getName());
      if (!ofScores && !OF_A_FOLDER.contains(name)) {
        throw new IllegalArgumentException(
            "%s: the pictures in %s are drawn already; leave it out"
                .formatted(name, pictures.get(0)));
      }
    }
  }

  private List<Path> drawn() throws IOException {
    if (folder == null) {
      throw new IllegalArgumentException("--prompts needs -o DIR, where the pictures are written");
    }
    PromptsRun run = new PromptsRun(corgi.console(), new DrawingOptions(steering, course, setup));
    List<String> lines = PromptsRun.read(prompts);
    int each = count == null ? 1 : count;
    return run.draw(lines, new PromptsRun.Seeds(seed, each), new DrawnFolder(folder, force));
  }

  private void report(List<Path> files) throws IOException {
    try (ScoreRun run = new ScoreRun(corgi.console(), score.options())) {
      ScoreRun.Result result = run.score(files);
      if (!json) {
        corgi.console().print(ScoreReport.toText(result.measurements()));
        return;
      }
      var document = JsonNodeFactory.instance.objectNode().put("pictures", files.size());
      document.set("measurements", ScoreReport.toJson(result.measurements()));
      result.remarks().forEach(document.putArray("warnings")::add);
      corgi.console().print(document.toString());
    }
  }
}

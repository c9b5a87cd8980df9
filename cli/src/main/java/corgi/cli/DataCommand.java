package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.data.Copies;
import corgi.engine.data.Dataset;
import corgi.engine.data.DatasetPlugin;
import corgi.engine.data.Datasets;
import corgi.engine.data.Portion;
import corgi.engine.data.Survey;
import corgi.engine.generation.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code corgi data}: what is in a data set. */
@Command(
    name = "data",
    description = {
      "Say what is in a data set: how many pictures to learn from and for validation, labels, sizes,",
      "what cannot be read, what is there twice, licences. Without DATASET, list those there are."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DataCommand implements Callable<Integer> {
  private static final int USUAL_SIZE = 64;
  private static final long USUALLY_READ = 10_000;

  @ParentCommand private CorgiCommand corgi;

  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = "A name, such as portraits, or a name and a place, such as folder:pets.")
  private String dataset;

  @Mixin private DataOptions options;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.png",
      description = "Write some pictures with their captions, class by class.")
  private Path sheet;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Pictures on the sheet, 1 to 1000 (default: 40).")
  private int count = 40;

  @Option(names = "--force", description = "Replace a sheet that exists.")
  private boolean force;

  @Option(
      names = "--all",
      description = "Read every picture, to find those that cannot be (default: at most 10000).")
  private boolean all;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = corgi.console();
    if (dataset == null) {
      if (sheet != null || json) {
        throw new IllegalArgumentException("corgi data: of which data set? See 'corgi data'");
      }
      console.print(list(Datasets.all()));
      return ExitCode.DONE;
    }
    check();
    DataOptions.Sides sides = options.open(dataset, USUAL_SIZE);
    Dataset whole =
        Datasets.open(dataset, options.request(USUAL_SIZE, options.split()).portion(Portion.ALL));
    Survey survey;
    Optional<Copies> copies;
    try (WatchLine line = new WatchLine(console, "reading")) {
      survey = Survey.of(whole, all ? Long.MAX_VALUE : USUALLY_READ, line);
    }
    try (WatchLine line = new WatchLine(console, "looking for copies")) {
      copies = Copies.of(sides.unbalanced(), sides.validation(), line);
    }
    if (console.interruption().asked()) {
      console.say("stopped");
      return ExitCode.STOPPED;
    }
    DataText text = new DataText(whole, sides, survey, copies.map(CopiesText::new));
    console.print(json ? text.toJson() : text.toText());
    if (sheet != null) {
      AtomicFile.write(
          sheet, Png.encode(new DataSheet(sides.training(), count).render(), Map.of()));
    }
    return ExitCode.DONE;
  }

  private void check() throws IOException {
    if (count < 1 || count > 1000) {
      throw new IllegalArgumentException("--count %d: must be from 1 to 1000".formatted(count));
    }
    if (sheet == null) {
      return;
    }
    Target target = Target.of(sheet.toString());
    if (target.kind() != Target.Kind.FILE) {
      throw new IllegalArgumentException("--sheet %s: name a file.png".formatted(sheet));
    }
    if (Files.exists(sheet) && !force) {
      throw new IOException(sheet + ": exists; --force replaces it");
    }
    target.prepare();
  }

  private static String list(Map<String, DatasetPlugin> plugins) {
    StringBuilder text = new StringBuilder("Data sets:");
    plugins.forEach((name, p) -> text.append("%n  %-14s %s".formatted(name, p.summary())));
    return text.toString();
  }
}

package corgi.cli;

import corgi.eval.Evidence;
import corgi.eval.Measurement;
import corgi.eval.Scoring;
import corgi.eval.ScoringOptions;
import corgi.eval.ScoringProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Scores folders of pictures while the user sees how far it is. */
final class ScoreRun implements AutoCloseable {
  private static final double PATIENCE = 2; // seconds, after which the speed is worth a line

  private final Console console;
  private final Scoring scoring;

  ScoreRun(Console console, ScoringOptions options) throws IOException {
    this.console = console;
    scoring = Scoring.open(options);
  }

  /** What was looked at, and what came of it. */
  record Result(Evidence evidence, List<Measurement> measurements, List<String> remarks) {}

  /**
   * Returns the PNG files that are named, and those in folders and below, in order.
   *
   * @throws IOException if one is neither
   * @throws IllegalArgumentException if a folder has none
   */
  static List<Path> pictures(List<Path> filesOrFolders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path path : filesOrFolders) {
      found.addAll(isPicture(path) ? List.of(path) : within(path));
    }
    return found;
  }

  private static List<Path> within(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": is no folder: expected one with PNG files");
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found = all.filter(ScoreRun::isPicture).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(folder + ": holds no PNG files to measure");
      }
      return found;
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") && !name.startsWith(".") && Files.isRegularFile(file);
  }

  /** Scores pictures. */
  Result score(List<Path> pictures) throws IOException {
    long begun = System.nanoTime();
    Evidence evidence;
    try (ProgressLine line = new ProgressLine(console, "measuring", pictures.size());
        ProgressLine real = new ProgressLine(console, "reading real pictures", 1)) {
      evidence = scoring.look(pictures, progress(line, real));
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (seconds > PATIENCE) {
      console.say(
          String.format(
              Locale.ROOT,
              "looked at %d pictures in %.1f s, %.1f a second",
              pictures.size(),
              seconds,
              pictures.size() / seconds));
    }
    List<String> remarks = scoring.remarks();
    remarks.forEach(remark -> console.say("warning: " + remark));
    return new Result(evidence, scoring.measured(evidence), remarks);
  }

  private ScoringProgress progress(ProgressLine line, ProgressLine real) {
    return new ScoringProgress() {
      @Override
      public void read(long done, long total) {
        real.clear();
        line.stepped(done);
      }

      @Override
      public void readReal(long done, long total) {
        real.of(done, total);
      }

      @Override
      public boolean cancelled() {
        return console.interruption().asked();
      }
    };
  }

  @Override
  public void close() {
    scoring.close();
  }
}

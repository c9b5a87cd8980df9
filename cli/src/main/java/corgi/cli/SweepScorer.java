package corgi.cli;

import corgi.engine.checkpoint.Sha256;
import corgi.eval.Measurement;
import corgi.eval.Scoring;
import corgi.eval.ScoringOptions;
import corgi.eval.ScoringProgress;
import corgi.eval.sweep.Scorer;
import corgi.eval.sweep.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Measures the pictures of a sweep as {@code eval} does; loads what it takes when first asked. */
final class SweepScorer implements Scorer {
  private final Console console;
  private final ScoringOptions options;
  private final List<String> words;
  private final String id;
  private final Set<String> remarked = new HashSet<>();
  private Scoring scoring; // null until it is needed

  /**
   * @param words the options as they were typed
   * @throws IOException if a file that they name cannot be read
   */
  SweepScorer(Console console, ScoringOptions options, List<String> words) throws IOException {
    this.console = console;
    this.options = options;
    this.words = List.copyOf(words);
    StringBuilder named = new StringBuilder(options.toString());
    named.append(stamp(options.evaluator()));
    if (options.features() != null) {
      named.append(stamp(options.features().toString()));
    }
    if (options.reference() != null) {
      named.append(stamp(options.reference().source().replaceFirst("^folder:", "")));
    }
    id = Sha256.of(named.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What changes with the files behind a name; names of what comes with Corgi have none. */
  private static String stamp(String name) throws IOException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return "";
    }
    if (!Files.exists(path)) {
      return "";
    }
    StringBuilder stamp = new StringBuilder();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        stamp.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
      }
    }
    return stamp.toString();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Measurement> score(List<Path> pictures) throws IOException {
    if (scoring == null) {
      scoring = Scoring.open(options);
    }
    List<Measurement> measured;
    try (ProgressLine line = new ProgressLine(console, "measuring", pictures.size())) {
      measured = scoring.score(pictures, progress(line));
    }
    for (String remark : scoring.remarks()) {
      if (remarked.add(remark)) {
        console.say("warning: " + remark);
      }
    }
    return measured;
  }

  private ScoringProgress progress(ProgressLine line) {
    return new ScoringProgress() {
      @Override
      public void read(long done, long total) {
        line.stepped(done);
      }

      @Override
      public boolean cancelled() {
        return console.interruption().asked();
      }
    };
  }

  @Override
  public String command(List<String> pictures) {
    List<String> all = new ArrayList<>(List.of("./corgi", "eval"));
    all.addAll(pictures);
    all.addAll(words);
    return Shell.line(all);
  }

  @Override
  public void close() {
    if (scoring != null) {
      scoring.close();
    }
  }
}

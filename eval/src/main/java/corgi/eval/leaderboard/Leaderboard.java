package corgi.eval.leaderboard;

import corgi.engine.checkpoint.AtomicFile;
import corgi.engine.sampling.CancelledException;
import corgi.eval.sweep.Asked;
import corgi.eval.sweep.Estimate;
import corgi.eval.sweep.Outcome;
import corgi.eval.sweep.Scorer;
import corgi.eval.sweep.Sweep;
import corgi.eval.sweep.SweepPlan;
import corgi.eval.sweep.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares strategies, each at the γ that suits it best: a sweep of all of them over the grid, by
 * which γ is chosen, and one of the chosen, with other seeds, which is reported. Both are sweeps in
 * folders of their own, {@code choice} and {@code report}, and go on where they were stopped.
 */
public final class Leaderboard {
  private static final String CHOICE = "choice";
  private static final String REPORT = "report";
  private static final Pattern OURS =
      Pattern.compile("choice|report|\\.?leaderboard\\.(json|md|html).*");

  private final Contest contest;
  private final Asked.Reader reader;
  private final Path folder;
  private final Watch watch;

  /**
   * @param folder of the leaderboard; it need not exist
   * @throws IOException if it is a file, or holds anything else
   */
  public Leaderboard(Contest contest, Asked.Reader reader, Path folder, Watch watch)
      throws IOException {
    this.contest = contest;
    this.reader = reader;
    this.folder = folder;
    this.watch = watch;
    checkKind(folder);
  }

  private static void checkKind(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "is no folder; choose another -o");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (!files.allMatch(file -> OURS.matcher(file.getFileName().toString()).matches())) {
        throw new FileSystemException(
            folder.toString(),
            null,
            "is not the folder of a leaderboard, nor empty; choose another -o");
      }
    }
  }

  /**
   * What will be done.
   *
   * @param choice for choosing γ
   * @param report for what is reported, at most: less if {@link Rules#HARD} is the best γ of one
   */
  public record Estimates(Estimate choice, Estimate report) {}

  /**
   * Estimates both sweeps without writing anything. Which γ will be chosen is not known; it hardly
   * changes the cost, and the largest of the grid stands for it.
   *
   * @throws IllegalArgumentException if the model cannot draw what is asked for
   */
  public Estimates estimate() throws IOException {
    List<String> others =
        contest.rules().grid().stream().filter(g -> !g.equals(contest.rules().hard())).toList();
    Map<Contestant, String> chosen = new LinkedHashMap<>();
    for (Contestant one : contest.contestants()) {
      boolean alone = !one.steerable() || others.isEmpty();
      chosen.put(one, alone ? contest.rules().grid().get(0) : others.get(others.size() - 1));
    }
    return new Estimates(
        estimate(contest.choice(reader), CHOICE), estimate(contest.report(chosen, reader), REPORT));
  }

  private Estimate estimate(SweepPlan plan, String name) throws IOException {
    try (Sweep sweep = Sweep.look(plan, folder.resolve(name), watch)) {
      return sweep.estimate();
    }
  }

  /**
   * Draws and measures what is missing, and writes {@code leaderboard.json}, {@code .md} and {@code
   * .html}.
   *
   * @param made how it came to be, for those who read it
   * @param leftOut for those who read it
   * @throws IOException if something cannot be written; what is finished is kept
   * @throws CancelledException if the watch cancelled; what is finished is kept
   * @throws IllegalArgumentException if no distance to real pictures could be measured
   */
  public Result run(Board.Made made, List<LeftOut> leftOut, Scorer scorer) throws IOException {
    Done choice = sweep(contest.choice(reader), CHOICE, made, scorer);
    List<Choice> choices = new ArrayList<>();
    Map<Contestant, String> chosen = new LinkedHashMap<>();
    for (Contestant one : contest.contestants()) {
      Choice best = new Choice(one, choice.results.points(one));
      choices.add(best);
      best.best().ifPresent(point -> chosen.put(one, point.gamma()));
    }
    checkMeasured(!chosen.isEmpty(), CHOICE);
    Done report = sweep(contest.report(chosen, reader), REPORT, made, scorer);
    List<Standing> standings = new ArrayList<>();
    for (Choice one : choices) {
      standings.add(new Standing(one, report.results.points(one.contestant())));
    }
    checkMeasured(standings.stream().anyMatch(one -> one.atBest().isPresent()), REPORT);
    Board board = new Board(made, standings, leftOut);
    write(board);
    return new Result(board, choice.outcome, report.outcome);
  }

  private void checkMeasured(boolean any, String name) {
    if (!any) {
      throw new IllegalArgumentException(
          "no Fréchet distance could be measured; %s says why"
              .formatted(folder.resolve(name).resolve("report.html")));
    }
  }

  /**
   * What came of it.
   *
   * @param board the leaderboard
   * @param choice what became of the sweep by which γ was chosen
   * @param report what became of the other
   */
  public record Result(Board board, Outcome choice, Outcome report) {
    /** Whether every picture could be drawn. */
    public boolean whole() {
      return choice.failures().isEmpty() && report.failures().isEmpty();
    }
  }

  private record Done(Outcome outcome, SweepResults results) {}

  private Done sweep(SweepPlan plan, String name, Board.Made made, Scorer scorer)
      throws IOException {
    Path place = folder.resolve(name);
    Files.createDirectories(folder);
    try (Sweep sweep = Sweep.open(plan, place, watch)) {
      sweep.warnings().forEach(warning -> watch.said("warning: " + warning));
      watch.said("%s: %s".formatted(name, sweep.estimate()));
      Outcome outcome = sweep.draw();
      watch.said("%s: %s".formatted(name, outcome));
      Path page = sweep.report(outcome, scorer, made.command());
      return new Done(outcome, SweepResults.beside(page));
    }
  }

  private void write(Board board) throws IOException {
    String json = BoardJson.of(board).toPrettyString() + "\n";
    write("leaderboard.json", json);
    write("leaderboard.md", BoardText.of(board));
    write("leaderboard.html", BoardPage.of(board));
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}

package corgi.cli;

import corgi.cli.Failures.ExitCode;
import corgi.eval.ReferenceOptions;
import corgi.eval.leaderboard.Board;
import corgi.eval.leaderboard.Contest;
import corgi.eval.leaderboard.Contestant;
import corgi.eval.leaderboard.Entrants;
import corgi.eval.leaderboard.Leaderboard;
import corgi.eval.leaderboard.LeftOut;
import corgi.eval.leaderboard.Rules;
import corgi.eval.sweep.Scorer;
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

/** {@code corgi leaderboard}: compares guidance strategies. */
@Command(
    name = "leaderboard",
    description = {
      "Compare guidance strategies, each at its own best γ, which is chosen by the lowest Fréchet",
      "distance on some seeds, and at γ = 10, on other seeds. Stopped, it goes on where it was."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LeaderboardCommand implements Callable<Integer> {
  @ParentCommand private CorgiCommand corgi;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROMPT",
      arity = "0..*",
      description = "What to draw: prompts, each quoted (default: captions of portraits).")
  private List<String> prompts = List.of();

  @Mixin private ContestOptions options;
  @Mixin private ScoreOptions score;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the leaderboard: a new one, or one to go on with.")
  private Path folder;

  @Option(
      names = "--dry-run",
      description = "Say who would take part and how long it would take, and draw nothing.")
  private boolean dry;

  @Override
  public Integer call() throws IOException {
    CellOptions reader = new CellOptions();
    Rules rules = options.rules();
    ContestOptions.Subject subject = options.subject(prompts, score);
    Entrants entrants = options.entrants(subject.common(), reader);
    Contest contest = new Contest(subject.common(), entrants.contestants(), rules);
    Console console = corgi.console();
    try (SweepWatch watch = new SweepWatch(console)) {
      Leaderboard board = new Leaderboard(contest, reader, folder, watch);
      for (LeftOut one : entrants.leftOut()) {
        console.say("left out: %s: %s".formatted(one.name(), one.reason()));
      }
      if (dry) {
        console.print(estimate(contest, board.estimate()));
        return ExitCode.DONE;
      }
      Board.Made made = new Board.Made(TypedWords.command(spec), options.model(), contest);
      try (Scorer scorer = scorer(subject)) {
        Leaderboard.Result result = board.run(made, entrants.leftOut(), scorer);
        console.print(LeaderboardText.of(result.board()));
        console.print(folder.resolve("leaderboard.html").toString());
        return result.whole() ? ExitCode.DONE : ExitCode.PARTLY;
      }
    }
  }

  private static String estimate(Contest contest, Leaderboard.Estimates estimates) {
    List<String> names = contest.contestants().stream().map(Contestant::name).toList();
    Rules rules = contest.rules();
    return "%d strategies: %s%nγ chosen by %d pictures for each of %s: %s%nreported with %d pictures each: %s, at most"
        .formatted(
            names.size(),
            String.join(", ", names),
            contest.pictures(rules.choose()),
            String.join(", ", rules.grid()),
            estimates.choice(),
            contest.pictures(rules.report()),
            estimates.report());
  }

  private Scorer scorer(ContestOptions.Subject subject) throws IOException {
    List<String> words = new ArrayList<>(TypedWords.ofScores(spec));
    ReferenceOptions reference = subject.reference();
    if (!words.contains("--reference")) {
      words.addAll(List.of("--reference", reference.source()));
    }
    return new SweepScorer(corgi.console(), score.options(reference), words);
  }
}

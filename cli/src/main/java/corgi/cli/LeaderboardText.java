package corgi.cli;

import corgi.eval.leaderboard.Board;
import corgi.eval.leaderboard.Point;
import corgi.eval.leaderboard.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first lines of a leaderboard on a terminal; the files have the rest. */
final class LeaderboardText {
  private LeaderboardText() {}

  /** Returns a line for each strategy: its best γ and the distances at it and at γ = 10. */
  static String of(Board board) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("strategy", "best γ", "Fréchet distance", "95 %", "at γ = 10", "95 %"));
    for (Standing one : board.standings()) {
      List<String> line = new ArrayList<>(List.of(one.name()));
      boolean steerable = one.choice().contestant().steerable();
      line.add(one.atBest().filter(point -> steerable).map(Point::gamma).orElse("-"));
      line.addAll(distance(one.atBest()));
      line.addAll(distance(one.atHard()));
      cells.add(line);
    }
    return TextTable.of(cells, 1).stripTrailing();
  }

  private static List<String> distance(Optional<Point> point) {
    return point
        .flatMap(Point::distance)
        .map(one -> List.of(Numbers.rounded(one.value()), ScoreReport.interval(one)))
        .orElse(List.of("-", "-"));
  }
}

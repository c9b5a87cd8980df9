package corgi.eval.leaderboard;

import java.util.Comparator;
import java.util.List;

/**
 * A leaderboard.
 *
 * @param made how it came to be
 * @param standings by rising Fréchet distance at the γ chosen
 * @param leftOut strategies that took no part
 */
public record Board(Made made, List<Standing> standings, List<LeftOut> leftOut) {
  /**
   * How a leaderboard came to be.
   *
   * @param command that made it
   * @param model that drew
   * @param contest who was compared, and how
   */
  public record Made(String command, String model, Contest contest) {}

  public Board {
    standings = standings.stream().sorted(Comparator.comparingDouble(Standing::rank)).toList();
    leftOut = List.copyOf(leftOut);
  }

  /** Returns those whose interval overlaps that of the first. */
  List<Standing> ties() {
    return standings.stream()
        .skip(1)
        .filter(one -> one.atBest().isPresent())
        .filter(one -> one.atBest().get().ties(standings.get(0).atBest().orElseThrow()))
        .toList();
  }
}

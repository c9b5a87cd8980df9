package corgi.eval.leaderboard;

import java.util.List;
import java.util.Optional;

/**
 * What is reported of a strategy.
 *
 * @param choice of its γ
 * @param points what was measured with the other seeds: at that γ, and at {@link Rules#HARD}
 */
public record Standing(Choice choice, List<Point> points) {
  public Standing {
    points = List.copyOf(points);
  }

  /** Returns the name of the strategy. */
  public String name() {
    return choice.contestant().name();
  }

  /** Returns what was measured at the γ chosen; nothing if the pictures could not be measured. */
  public Optional<Point> atBest() {
    return choice.best().flatMap(best -> at(Double.parseDouble(best.gamma())));
  }

  /** Returns what was measured at {@link Rules#HARD}; nothing for a strategy without strength. */
  public Optional<Point> atHard() {
    return choice.contestant().steerable() ? at(Rules.HARD) : Optional.empty();
  }

  private Optional<Point> at(double gamma) {
    return points.stream()
        .filter(point -> Double.parseDouble(point.gamma()) == gamma)
        .filter(point -> point.distance().isPresent())
        .findFirst();
  }

  /** Returns the distance by which strategies are ranked: at the γ chosen. */
  double rank() {
    return atBest().map(point -> point.distance().orElseThrow().value()).orElse(Double.MAX_VALUE);
  }
}

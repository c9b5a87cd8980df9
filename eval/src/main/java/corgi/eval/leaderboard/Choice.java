package corgi.eval.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The γ at which a strategy has the lowest Fréchet distance.
 *
 * @param contestant whose
 * @param curve what was measured at every γ of the grid, by rising γ
 */
public record Choice(Contestant contestant, List<Point> curve) {
  private static final Comparator<Point> BY_DISTANCE =
      Comparator.comparingDouble(point -> point.distance().orElseThrow().value());

  public Choice {
    curve =
        curve.stream()
            .sorted(Comparator.comparingDouble(point -> Double.parseDouble(point.gamma())))
            .toList();
  }

  private List<Point> measured() {
    return curve.stream().filter(point -> point.distance().isPresent()).toList();
  }

  /** Returns the best point, of equals that with the least γ; nothing if none was measured. */
  public Optional<Point> best() {
    return measured().stream().min(BY_DISTANCE);
  }

  /** Returns the other values of γ that could be the best as well: their intervals overlap. */
  public List<String> ties() {
    return measured().stream()
        .filter(point -> !point.equals(best().orElseThrow()) && point.ties(best().get()))
        .map(Point::gamma)
        .toList();
  }

  /** Whether the best γ is the first or last of several, so that the best may lie beyond. */
  public boolean atEdge() {
    List<Point> measured = measured();
    return measured.size() > 1
        && (best().get().equals(measured.get(0))
            || best().get().equals(measured.get(measured.size() - 1)));
  }
}

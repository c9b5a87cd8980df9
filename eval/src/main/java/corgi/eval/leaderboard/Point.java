package corgi.eval.leaderboard;

import corgi.eval.Measurement;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of a strategy at one γ.
 *
 * @param gamma as the grid writes it
 * @param measurements none if its pictures could not be drawn or measured
 */
public record Point(String gamma, List<Measurement> measurements) {
  /** The names of what γ is chosen by: of two, the one that is there. */
  private static final List<String> DISTANCE = List.of("FID", "frechet");

  public Point {
    measurements = List.copyOf(measurements);
  }

  /** Returns the first measurement that has one of these names. */
  Optional<Measurement> find(List<String> names) {
    return names.stream()
        .flatMap(name -> measurements.stream().filter(one -> one.shortName().equals(name)))
        .findFirst();
  }

  /** Returns the Fréchet distance to real pictures. */
  public Optional<Measurement> distance() {
    return find(DISTANCE);
  }

  /** Whether two Fréchet distances cannot be told apart: their intervals overlap. */
  boolean ties(Point other) {
    Measurement one = distance().orElseThrow();
    Measurement two = other.distance().orElseThrow();
    return one.low() <= two.high() && two.low() <= one.high();
  }
}

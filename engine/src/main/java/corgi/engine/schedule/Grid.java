package corgi.engine.schedule;

import java.util.List;
import java.util.stream.Stream;

/**
 * The noise levels of one run, from the noisiest down. Step i goes from {@code levels[i]} to {@code
 * nexts[i]}, which is {@code levels[i+1]} but for references that leave from one list and arrive on
 * another.
 *
 * @param levels where the model is asked, one per step
 * @param nexts where each step arrives, as many
 * @param initialScale the standard deviation of the first state: 1 or σ for VP levels, κ for VE
 * @param between the levels that methods visit besides, such as the middle of a step
 */
public record Grid(
    List<NoiseLevel> levels, List<NoiseLevel> nexts, double initialScale, Continuum between) {
  /** A grid whose levels between are interpolated in log κ. */
  public Grid(List<NoiseLevel> levels, List<NoiseLevel> nexts, double initialScale) {
    this(levels, nexts, initialScale, Interpolated.of(union(levels, nexts)));
  }

  public Grid {
    levels = List.copyOf(levels);
    nexts = List.copyOf(nexts);
    if (levels.isEmpty() || nexts.size() != levels.size()) {
      throw new IllegalArgumentException(
          "a grid needs at least one step and as many arrivals as departures, got %d and %d"
              .formatted(levels.size(), nexts.size()));
    }
    if (!(initialScale > 0) || Double.isInfinite(initialScale)) {
      throw new IllegalArgumentException("initial scale = " + initialScale + ": must be positive");
    }
  }

  /** Returns the grid through the given levels, the last of which is only arrived at. */
  public static Grid through(List<NoiseLevel> levels, double initialScale) {
    return new Grid(
        levels.subList(0, levels.size() - 1), levels.subList(1, levels.size()), initialScale);
  }

  /** Returns this grid with other levels between its own. */
  public Grid with(Continuum other) {
    return new Grid(levels, nexts, initialScale, other);
  }

  private static List<NoiseLevel> union(List<NoiseLevel> levels, List<NoiseLevel> nexts) {
    return Stream.concat(levels.stream(), nexts.stream()).distinct().toList();
  }

  /** The number of steps. */
  public int steps() {
    return levels.size();
  }
}

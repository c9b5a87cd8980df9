package corgi.engine.schedule;

import java.util.List;

/**
 * The noise levels of one run, from the noisiest down. Step i goes from {@code levels[i]} to {@code
 * nexts[i]}, which is {@code levels[i+1]} but for references that leave from one list and arrive on
 * another.
 *
 * @param levels where the model is asked, one per step
 * @param nexts where each step arrives, as many
 * @param initialScale the standard deviation of the first state: 1 or σ for VP levels, κ for VE
 */
public record Grid(List<NoiseLevel> levels, List<NoiseLevel> nexts, double initialScale) {
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

  /** The number of steps. */
  public int steps() {
    return levels.size();
  }
}

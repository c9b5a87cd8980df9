package corgi.eval.leaderboard;

import corgi.eval.sweep.Axis;
import corgi.eval.sweep.SweepPlan.Seeds;
import java.util.List;

/**
 * How strategies are compared.
 *
 * @param grid values of γ, as {@code gen} reads them, of which each strategy gets its best
 * @param choose seeds of the pictures by which γ is chosen
 * @param report seeds of those that are reported; none of them is among {@code choose}
 */
public record Rules(List<String> grid, Seeds choose, Seeds report) {
  /** The γ at which every strategy is reported besides: hard enough to tell them apart. */
  public static final double HARD = 10;

  /** The usual grid. */
  public static final String GRID = "0.5,1,1.5,2,3,5,10";

  /**
   * @throws IllegalArgumentException if a γ is no number or there twice, or a seed is in both sets
   */
  public Rules {
    grid = new Axis("gamma", grid).values();
    grid.forEach(Rules::number);
    long end = choose.first() + choose.count();
    if (report.first() < end && choose.first() < report.first() + report.count()) {
      throw new IllegalArgumentException(
          "seeds from %d and from %d: a seed by which γ is chosen must not be reported"
              .formatted(choose.first(), report.first()));
    }
  }

  /** Seeds that follow each other: first those for choosing, then those for reporting. */
  public static Rules of(List<String> grid, long seed, int choose, int report) {
    return new Rules(grid, new Seeds(seed, choose), new Seeds(seed + choose, report));
  }

  /** Returns {@link #HARD} as the grid writes it. */
  String hard() {
    return grid.stream().filter(text -> number(text) == HARD).findFirst().orElse("10");
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "--gamma %s: expected numbers, as in --gamma %s".formatted(text, GRID));
  }
}

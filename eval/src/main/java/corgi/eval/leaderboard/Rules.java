package corgi.eval.leaderboard;

import corgi.eval.sweep.Axis;
import corgi.eval.sweep.SweepPlan.Seeds;
import java.util.List;

/**
 * How strategies are compared.
 *
 * @param grid values of γ, as {@code gen} reads them, of which each strategy gets its best
 * @param choose seeds of the pictures of the first prompt by which γ is chosen
 * @param report seeds of those that are reported, which follow
 */
public record Rules(List<String> grid, Seeds choose, Seeds report) {
  /** The γ at which every strategy is reported besides: hard enough to tell them apart. */
  public static final double HARD = 10;

  /** The usual grid. */
  public static final String GRID = "0.5,1,1.5,2,3,5,10";

  /**
   * @throws IllegalArgumentException if a γ is no number or there twice, or the seeds do not follow
   *     each other
   */
  public Rules {
    grid = new Axis("gamma", grid).values();
    grid.forEach(Rules::number);
    if (report.first() != choose.first() + choose.count()) {
      throw new IllegalArgumentException(
          "seeds from %d: those that are reported must follow those by which γ is chosen, at %d"
              .formatted(report.first(), choose.first() + choose.count()));
    }
  }

  /** Seeds that follow each other: first those for choosing, then those for reporting. */
  public static Rules of(List<String> grid, long seed, int choose, int report) {
    return new Rules(grid, new Seeds(seed, choose), new Seeds(seed + choose, report));
  }

  /**
   * Returns the seeds of the i-th of several prompts: all others, because pictures of one seed have
   * the noise in common that they begin with, and the less γ, the more they are alike.
   *
   * @param set {@link #choose} or {@link #report}, which are those of the first
   */
  Seeds of(Seeds set, int i) {
    return new Seeds(set.first() + (long) i * (choose.count() + report.count()), set.count());
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

package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.EdmGrid;
import corgi.engine.schedule.Grid;
import java.util.Set;

/** What both schedulers of models of Karras et al. 2022 have in common. */
final class EdmKeys {
  /** The other, {@code v_prediction}, is the same with another sign of c_out. */
  static final Set<String> PREDICTIONS = Set.of("epsilon");

  private EdmKeys() {}

  /** The first state has the deviation √(σ_max² + 1) in the reference. */
  static Grid start(EdmGrid levels, int steps) {
    Grid grid = levels.steps(steps);
    return new Grid(grid.levels(), grid.nexts(), Math.hypot(levels.most(), 1), grid.between());
  }
}

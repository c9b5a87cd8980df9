package corgi.engine.sampling;

/**
 * What multistep methods do at the end of runs of fewer than 15 steps, where high orders are
 * unstable. Lu et al. 2022 (2211.01095), §5.
 */
public enum ShortRuns {
  /** The last two steps have at most order 2 and 1. */
  LOWER_ORDERS,
  /** They keep their order. */
  FULL_ORDER;

  private static final int FEW_STEPS = 15;

  /** Returns the order of a step whose method has the given one. */
  int orderAt(Stage stage, int order) {
    boolean full = this == FULL_ORDER || stage.count() >= FEW_STEPS;
    return full ? order : Math.min(order, stage.count() - stage.index());
  }
}

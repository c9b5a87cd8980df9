package corgi.engine.model;

/**
 * What people are told of a way to steer, beside its name and paper.
 *
 * @param formula in the letters of its paper; u and c are the unconditional and the conditional
 *     estimate x̂₀
 * @param use when to use it, and when not
 * @param cost what a step costs beyond the evaluations of the network, or empty for nothing
 */
public record Explanation(String formula, String use, String cost) {
  /** An explanation of what costs nothing beyond its evaluations. */
  public Explanation(String formula, String use) {
    this(formula, use, "");
  }

  public Explanation {
    formula = formula.stripTrailing();
    use = use.strip();
    cost = cost.strip();
    if (formula.isBlank() || use.isEmpty()) {
      throw new IllegalArgumentException("a formula and a use: both must be there");
    }
  }
}

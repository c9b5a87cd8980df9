package corgi.engine.model;

import corgi.engine.plugin.Plugin;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A strategy that wraps another, by name: an interval, a rescaling. */
public interface ModifierPlugin extends Plugin<UnaryOperator<Guidance>> {
  /** The settings under which the wrapped strategy is left as it is. */
  Map<String, Double> neutral();

  /** Its formula, its use and its cost, for people. */
  Explanation explanation();
}

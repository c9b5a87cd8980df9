package corgi.engine.model;

import corgi.engine.plugin.Plugin;
import corgi.engine.plugin.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A guidance strategy by name. A setting called {@code gamma} receives {@code --gamma}. The
 * declarations say where the strategy's strength counts from; {@code GuidanceLaws} checks them.
 */
public interface GuidancePlugin extends Plugin<Guidance> {
  /** The name of the setting that receives γ. */
  String STRENGTH = "gamma";

  /** The setting that receives γ; empty for a strategy without strength. */
  default Optional<Setting> gamma() {
    return settings().stream().filter(setting -> setting.name().equals(STRENGTH)).findFirst();
  }

  /** The evaluation whose plain answer the strategy gives under its {@link #neutral} settings. */
  default Evaluation base() {
    return Evaluation.UNCONDITIONAL;
  }

  /**
   * Whether γ = 1 is the plain conditional answer in one evaluation. Strategies with another
   * natural strength say no, and say in their Javadoc how γ maps to it.
   */
  default boolean plainAtOne() {
    return true;
  }

  /** What it asks besides the model that draws. */
  default Set<Companion> companions() {
    return Set.of();
  }

  /** How many prompts it looks at, at most. */
  default int prompts() {
    return 1;
  }

  /** The settings under which the strategy steers nothing. */
  default Map<String, Double> neutral() {
    return Map.of("gamma", 0.0);
  }

  /** Its formula, its use and its cost, for people. */
  Explanation explanation();
}

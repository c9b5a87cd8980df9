package corgi.eval.leaderboard;

import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import corgi.eval.sweep.Axis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One that takes part: strategies that add up, and modifiers around them.
 *
 * @param name as it was written, such as {@code cfg + classifier} or {@code apg + rescale}
 * @param guidance the strategies, as the axis of a sweep has them
 * @param modify the modifiers, as the axis of a sweep has them
 * @param steerable whether γ changes anything
 */
public record Contestant(String name, String guidance, String modify, boolean steerable) {
  /** What a model does where nothing is said. */
  public static final String DEFAULT = Axis.DEFAULT;

  private static final String PLUS = " + ";

  /**
   * Reads terms joined by {@code +}; those that name a modifier are one.
   *
   * @throws IllegalArgumentException if a term is not of the form name:key=value,…
   */
  public static Contestant parse(String name) {
    if (name.equals(DEFAULT)) {
      return new Contestant(DEFAULT, DEFAULT, DEFAULT, true);
    }
    Map<String, ModifierPlugin> known = Plugins.all(ModifierPlugin.class);
    List<String> strategies = new ArrayList<>();
    List<String> modifiers = new ArrayList<>();
    for (String term : Arrays.stream(name.split("\\s+\\+\\s+", -1)).map(String::strip).toList()) {
      (known.containsKey(Spec.parse(term).name()) ? modifiers : strategies).add(term);
    }
    return new Contestant(
        name,
        joined(strategies),
        joined(modifiers),
        strategies.stream().anyMatch(Contestant::hears));
  }

  private static String joined(List<String> terms) {
    return terms.isEmpty() ? DEFAULT : String.join(PLUS, terms);
  }

  /** Whether a strategy receives γ; one that nobody knows is refused elsewhere. */
  private static boolean hears(String term) {
    Spec spec = Spec.parse(term);
    GuidancePlugin plugin = Plugins.all(GuidancePlugin.class).get(spec.name());
    return plugin == null
        || (plugin.gamma().isPresent() && !spec.values().containsKey(GuidancePlugin.STRENGTH));
  }

  /** Whether the values of a cell or group of a sweep are this one's. */
  boolean drew(Map<String, String> values) {
    return guidance.equals(values.get("guidance")) && modify.equals(values.get("modify"));
  }
}

package corgi.engine.model;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Spec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a request wants to be steered, as data.
 *
 * @param strategies what steers; several add up, see {@link Sum}
 * @param gamma γ for the first strategy, unless its spec says its own
 * @param modifiers wrappers in the order they are put on: the first wraps the strategies, the
 *     second the first
 */
public record Steering(List<Spec> strategies, double gamma, List<Spec> modifiers) {
  /** The name of the strategy that gives a γ to conditions. */
  public static final String CONDITIONS = "conditions";

  public Steering {
    strategies = List.copyOf(strategies);
    modifiers = List.copyOf(modifiers);
    if (strategies.isEmpty()) {
      throw new IllegalArgumentException("no guidance named; 'none' steers nothing");
    }
    if (!Double.isFinite(gamma)) {
      throw new IllegalArgumentException("γ = " + gamma + ": must be a finite number");
    }
  }

  /**
   * Makes the strategy.
   *
   * @throws IllegalArgumentException if a name or a setting is unknown or out of range; the message
   *     lists the known ones
   */
  public Guidance guidance() {
    List<Guidance> terms = strategies.stream().map(this::told).map(spec -> create(spec)).toList();
    Guidance guidance = terms.size() == 1 ? terms.get(0) : new Sum(terms);
    for (Spec spec : modifiers) {
      guidance = Plugins.create(ModifierPlugin.class, "modifier", spec).apply(guidance);
    }
    return guidance;
  }

  /** What the strategies ask besides the model that draws; unknown strategies ask nothing. */
  public Set<Companion> companions() {
    return known().flatMap(plugin -> plugin.companions().stream()).collect(toSet());
  }

  /** How many prompts the strategies look at, at most. */
  public int prompts() {
    return known().mapToInt(GuidancePlugin::prompts).max().orElse(1);
  }

  /**
   * The conditions that have a γ of their own: the settings of the strategy {@value #CONDITIONS}.
   */
  public Set<String> conditions() {
    return strategies.stream()
        .filter(spec -> spec.name().equals(CONDITIONS))
        .flatMap(spec -> spec.values().keySet().stream())
        .collect(toCollection(TreeSet::new));
  }

  private Stream<GuidancePlugin> known() {
    Map<String, GuidancePlugin> all = Plugins.all(GuidancePlugin.class);
    return strategies.stream().map(spec -> all.get(spec.name())).filter(Objects::nonNull);
  }

  /** The first strategy is told γ, if it has one; {@code none} has not. */
  private Spec told(Spec spec) {
    GuidancePlugin plugin = Plugins.all(GuidancePlugin.class).get(spec.name());
    boolean takes = plugin != null && plugin.gamma().isPresent();
    return takes && spec == strategies.get(0) ? spec.orElse(GuidancePlugin.STRENGTH, gamma) : spec;
  }

  private static Guidance create(Spec spec) {
    return Plugins.create(GuidancePlugin.class, "guidance", spec);
  }
}

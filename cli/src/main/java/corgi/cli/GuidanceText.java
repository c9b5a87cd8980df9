package corgi.cli;

import static java.util.stream.Collectors.joining;

import corgi.engine.model.Companion;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Plugin;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Strategies and modifiers as text. */
final class GuidanceText {
  private static final String GAMMA = GuidancePlugin.STRENGTH;
  private static final int WIDTH = 78;

  // In the middle of a run, where every strategy steers if it ever does.
  private static final Stage MIDDLE =
      new Stage(NoiseLevel.ofAlphaBar(0.5, 500), NoiseLevel.ofAlphaBar(0.6, 450), 5, 10, true);

  private GuidanceText() {}

  /** Returns a strategy's entry in the list. */
  static String entry(GuidancePlugin plugin) {
    return entry(plugin, facts(plugin));
  }

  /** Returns a modifier's entry in the list. */
  static String entry(ModifierPlugin plugin) {
    return entry(plugin, facts(plugin));
  }

  /** Returns all there is to say of a strategy. */
  static String page(GuidancePlugin plugin) {
    return page("--guidance", plugin, plugin.explanation(), facts(plugin));
  }

  /** Returns all there is to say of a modifier. */
  static String page(ModifierPlugin plugin) {
    return page("--modify", plugin, plugin.explanation(), facts(plugin));
  }

  private static String entry(Plugin<?> plugin, List<String> facts) {
    List<String> lines = new ArrayList<>();
    lines.add("  %-22s %s".formatted(plugin.name(), plugin.summary()));
    plugin.settings().forEach(setting -> lines.add(" ".repeat(27) + PluginList.line(setting)));
    facts.forEach(fact -> lines.add(" ".repeat(27) + fact));
    return String.join("\n", lines);
  }

  private static String page(
      String option, Plugin<?> plugin, Explanation explanation, List<String> facts) {
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(plugin.name(), plugin.summary()));
    lines.add("");
    explanation.formula().lines().forEach(line -> lines.add("    " + line));
    lines.add("");
    lines.addAll(wrapped(explanation.use()));
    if (!explanation.cost().isEmpty()) {
      lines.addAll(wrapped("Costs " + explanation.cost() + "."));
    }
    lines.add("");
    lines.addAll(facts);
    if (!plugin.settings().isEmpty()) {
      lines.add("");
      lines.add("Settings (%s %s:key=value,…):".formatted(option, plugin.name()));
      plugin.settings().forEach(setting -> lines.add("  " + PluginList.line(setting)));
    }
    return String.join("\n", lines);
  }

  private static List<String> facts(GuidancePlugin plugin) {
    List<String> facts = new ArrayList<>();
    String base = plugin.base().equals(Evaluation.CONDITIONAL) ? "conditional" : "unconditional";
    facts.add(
        plugin.neutral().isEmpty()
            ? "always the %s answer".formatted(base)
            : "neutral at %s: the %s answer%s"
                .formatted(
                    values(plugin.neutral()),
                    base,
                    plugin.plainAtOne() && plugin.neutral().getOrDefault(GAMMA, 1.0) == 0
                        ? "; γ = 1: the conditional one"
                        : ""));
    facts.add(evaluations(plugin));
    if (!plugin.companions().isEmpty()) {
      facts.add(
          "asks "
              + plugin.companions().stream()
                  .sorted()
                  .map(GuidanceText::name)
                  .collect(joining(", ")));
    }
    if (plugin.prompts() > 1) {
      facts.add("looks at up to %d prompts (--and)".formatted(plugin.prompts()));
    }
    return facts;
  }

  private static List<String> facts(ModifierPlugin plugin) {
    return List.of("neutral at %s: what it wraps".formatted(values(plugin.neutral())));
  }

  private static String name(Companion companion) {
    return companion == Companion.CLASSIFIER
        ? "a classifier (--classifier)"
        : "a weaker model (--weak)";
  }

  /** How many evaluations a step takes, with those strengths of which it takes fewer. */
  private static String evaluations(GuidancePlugin plugin) {
    boolean hasGamma = plugin.gamma().isPresent();
    int usual = evaluations(plugin, Map.of());
    StringBuilder text = new StringBuilder("evaluations per step: " + usual);
    for (double gamma = 0; gamma <= 1 && hasGamma; gamma++) {
      int fewer = evaluations(plugin, Map.of(GAMMA, gamma));
      if (fewer < usual) {
        text.append("; %d at γ = %.0f".formatted(fewer, gamma));
      }
    }
    return text.toString();
  }

  private static int evaluations(GuidancePlugin plugin, Map<String, Double> said) {
    return plugin.create(new Settings(plugin.settings(), said)).evaluations(MIDDLE).size();
  }

  private static String values(Map<String, Double> settings) {
    return settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " = " + PluginList.number(entry.getValue()))
        .collect(joining(", "));
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

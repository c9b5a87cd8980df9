package corgi.cli;

import corgi.engine.generation.Defaults;
import corgi.engine.generation.Words;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Plugins;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How the drawing is steered. */
final class SteeringOptions {
  private static final String COMPOSE = "compose";

  @Option(
      names = "--gamma",
      paramLabel = "G",
      split = ",",
      description =
          "How hard to follow the prompt: 0 not at all, 1 as trained, more is harder (default: "
              + Defaults.GAMMA
              + ", or that of the --guidance or the model named). Several, as in 0,1,3,10, are the columns of a"
              + " --grid. A name, as in 4,points=2, gives a condition besides the prompt a strength"
              + " of its own.")
  private List<String> strengths;

  @Option(
      names = "--guidance",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "A guidance strategy, in place of the default and its modifiers; see 'corgi guidance'."
              + " Repeated, they add up.")
  private List<String> guidance = List.of();

  @Option(
      names = "--modify",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "A wrapper around the strategies; see 'corgi guidance'. The first is innermost.")
  private List<String> modifiers = List.of();

  @Option(
      names = "--negative",
      paramLabel = "TEXT",
      description = "What to steer away from, in place of the empty prompt.")
  private String negative;

  @Option(
      names = "--clip-skip",
      paramLabel = "N",
      description =
          "Leave out the last N blocks of the text encoder of Stable Diffusion for the prompts"
              + " (default: none).")
  private int skipped;

  @Option(
      names = "--and",
      paramLabel = "TEXT[@G]",
      description =
          "A further prompt for the same picture, with a strength of its own (default: that of"
              + " --gamma; below 0 steers away). Repeatable; steers by 'compose'.")
  private List<String> further = List.of();

  @Option(
      names = "--label",
      paramLabel = "[HEAD=]VALUE",
      split = ",",
      description =
          "What a classifier is to see, such as figure=cat,face=sunglasses (default: read off the"
              + " prompt).")
  private List<String> labels = List.of();

  /**
   * What is asked for, by that prompt and everything else that was said.
   *
   * @param prompt the prompt, or "" for none
   */
  Words words(String prompt) {
    List<String> prompts = new ArrayList<>(prompt.isEmpty() ? List.of() : List.of(prompt));
    further.forEach(text -> prompts.add(FurtherPrompt.parse(text).text()));
    return new Words(prompts, negative, labelled(), skipped);
  }

  private Map<String, String> labelled() {
    Map<String, String> said = new LinkedHashMap<>();
    for (String label : labels) {
      int equals = label.indexOf('=');
      String head = equals < 0 ? "" : label.substring(0, equals).strip();
      if (said.put(head, label.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("--label %s: its head is said twice".formatted(label));
      }
    }
    return said;
  }

  /** The strengths asked for, at least one. */
  List<Double> gammas(Defaults defaults) {
    List<Double> gammas =
        said().filter(text -> !text.contains("=")).map(text -> number(text, text)).toList();
    return gammas.isEmpty() ? List.of(preset(defaults)) : gammas;
  }

  private Stream<String> said() {
    return strengths == null ? Stream.empty() : strengths.stream();
  }

  private static double number(String text, String whole) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--gamma %s: expected a number, or condition=number".formatted(whole), e);
    }
  }

  /** The strategy that gives conditions their own strengths, or nothing. */
  private List<Spec> own() {
    Map<String, Double> own = new LinkedHashMap<>();
    said()
        .filter(text -> text.contains("="))
        .forEach(
            text -> {
              int equals = text.indexOf('=');
              String name = text.substring(0, equals).strip();
              if (own.put(name, number(text.substring(equals + 1), text)) != null) {
                throw new IllegalArgumentException(
                    "--gamma %s: %s is said twice".formatted(text, name));
              }
            });
    return own.isEmpty() ? List.of() : List.of(new Spec(Steering.CONDITIONS, own));
  }

  /** The strength that the first strategy is made for. */
  private double preset(Defaults defaults) {
    if (guidance.isEmpty()) {
      return defaults.steering().gamma();
    }
    GuidancePlugin plugin =
        Plugins.all(GuidancePlugin.class).get(Spec.parse(guidance.get(0)).name());
    return plugin == null // which is refused later, with the known names
        ? defaults.steering().gamma()
        : plugin.gamma().map(Setting::preset).orElse(defaults.steering().gamma());
  }

  /** Returns the steering of one strength. What is named replaces the default, all of it. */
  Steering at(double gamma, Defaults defaults) {
    Steering preset = defaults.steering();
    boolean named = !guidance.isEmpty() || !modifiers.isEmpty() || !further.isEmpty();
    List<Spec> strategies = guidance.isEmpty() ? preset.strategies() : specs(guidance);
    if (!further.isEmpty()) {
      strategies = guidance.isEmpty() ? List.of(new Spec(COMPOSE, Map.of())) : strategies;
      strategies = strategies.stream().map(spec -> told(spec, gamma)).toList();
    }
    List<Spec> all = new ArrayList<>(strategies);
    all.addAll(own());
    return new Steering(all, gamma, named ? specs(modifiers) : preset.modifiers());
  }

  /** Tells the strategy that combines prompts how strong each further one is. */
  private Spec told(Spec spec, double gamma) {
    Spec told = spec;
    for (int i = 0; i < further.size() && spec.name().equals(COMPOSE); i++) {
      Double own = FurtherPrompt.parse(further.get(i)).gamma();
      told = told.orElse("gamma" + (i + 2), own == null ? gamma : own);
    }
    return told;
  }

  private static List<Spec> specs(List<String> texts) {
    return texts.stream().map(Spec::parse).toList();
  }
}

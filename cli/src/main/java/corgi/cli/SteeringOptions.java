package corgi.cli;

import corgi.engine.generation.Defaults;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the drawing is steered. */
final class SteeringOptions {
  @Option(
      names = "--gamma",
      paramLabel = "G",
      split = ",",
      description =
          "How hard to follow the prompt: 0 not at all, 1 as trained, more is harder (default: "
              + Defaults.GAMMA
              + "). Several, as in 0,1,3,10, are the columns of a --grid.")
  private List<Double> gammas = List.of(Defaults.GAMMA);

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
      names = "--label",
      paramLabel = "HEAD=VALUE",
      split = ",",
      description =
          "What a classifier is to see, such as figure=cat,face=sunglasses (default: read off the"
              + " prompt).")
  private Map<String, String> labels = Map.of();

  /** What a classifier is to see; empty to read it off the prompt. */
  Map<String, String> labels() {
    return labels;
  }

  /** The strengths asked for, at least one. */
  List<Double> gammas() {
    return gammas;
  }

  /** The negative prompt, or null. */
  String negative() {
    return negative;
  }

  /** Returns the steering of one strength. What is named replaces the default, all of it. */
  Steering at(double gamma) {
    Steering preset = Defaults.steering();
    boolean named = !guidance.isEmpty() || !modifiers.isEmpty();
    return new Steering(
        guidance.isEmpty() ? preset.strategies() : specs(guidance),
        gamma,
        named ? specs(modifiers) : preset.modifiers());
  }

  private static List<Spec> specs(List<String> texts) {
    return texts.stream().map(Spec::parse).toList();
  }
}

package corgi.cli;

import corgi.engine.generation.Defaults;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Spec;
import java.util.List;
import picocli.CommandLine.Option;

/** How the drawing is steered. */
final class SteeringOptions {
  @Option(
      names = "--gamma",
      paramLabel = "G",
      split = ",",
      description =
          "How hard to follow the prompt: 0 not at all, 1 as trained, more is harder (default: "
              + Steering.DEFAULT_GAMMA
              + "). Several, as in 0,1,3,10, are the columns of a --grid.")
  private List<Double> gammas = List.of(Steering.DEFAULT_GAMMA);

  @Option(
      names = "--guidance",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "A guidance strategy, without the modifiers of the default; see 'corgi guidance'."
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

  /** The strengths asked for, at least one. */
  List<Double> gammas() {
    return gammas;
  }

  /** The negative prompt, or null. */
  String negative() {
    return negative;
  }

  /** Returns the steering of one strength. */
  Steering at(double gamma) {
    return new Steering(gamma, specs(guidance), specs(modifiers));
  }

  private static List<Spec> specs(List<String> texts) {
    return texts.stream().map(Spec::parse).toList();
  }
}

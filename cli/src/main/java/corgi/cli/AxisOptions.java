package corgi.cli;

import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import corgi.eval.sweep.AxisValues;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a sweep varies. Every option takes several values; 'default' leaves it to the model. */
final class AxisOptions {
  @Option(names = "--model", paramLabel = "M,…", description = "Model folders, or embedded models.")
  private String models;

  @Option(names = "--classifier", paramLabel = "C,…", description = "Classifiers that steer.")
  private String classifiers;

  @Option(names = "--weak", paramLabel = "M,…", description = "Weaker models that steer.")
  private String weak;

  @Option(names = "--precision", paramLabel = "fp32,bf16", description = "What to compute in.")
  private String precisions;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "What to compute on.")
  private String devices;

  @Option(names = "--gamma", paramLabel = "G,…", description = "How hard to follow the prompt.")
  private String gammas;

  @Option(
      names = "--guidance",
      paramLabel = "NAME[:KEY=VALUE,…],…",
      description =
          "Guidance strategies, as in cfg,apg:eta=0,norm=2,'cfg + classifier', where the last is"
              + " a sum of two.")
  private String guidance;

  @Option(
      names = "--modify",
      paramLabel = "NAME[:KEY=VALUE,…],…",
      description = "Wrappers around the strategies, several joined by ' + '.")
  private String modifiers;

  @Option(
      names = "--set",
      paramLabel = "[NAME.]KEY=V,…",
      description =
          "Values of a setting, as in eta=0,1 for the strategy of every --guidance, or apg.eta=0,1"
              + " for those called apg. Repeatable.")
  private List<String> settings = List.of();

  @Option(
      names = "--sampler",
      paramLabel = "NAME[:KEY=VALUE,…],…",
      description = "Numerical methods.")
  private String samplers;

  @Option(
      names = "--scheduler",
      paramLabel = "CLASS[:KEY=VALUE,…],…",
      description = "Schedulers of diffusers in place of samplers.")
  private String schedulers;

  @Option(names = "--steps", paramLabel = "N,…", description = "How many steps.")
  private String steps;

  @Option(names = "--size", paramLabel = "N|WxH,…", description = "Pixels of a picture.")
  private String sizes;

  @Option(
      names = "--noise",
      paramLabel = "corgi,torch",
      description = "Who draws the noise of a seed.")
  private String noises;

  @Option(
      names = "--negative",
      paramLabel = "TEXT",
      description = "What to steer away from. Every repetition is a value.")
  private List<String> negatives;

  @Option(
      names = "--label",
      paramLabel = "[HEAD=]VALUE,…",
      description = "What a classifier is to see. Every repetition is a value.")
  private List<String> labels;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "Pictures to begin with. Every repetition is a value.")
  private List<String> inits;

  @Option(names = "--strength", paramLabel = "S,…", description = "How much of --init is drawn.")
  private String strengths;

  /**
   * Returns the axes that were named.
   *
   * @throws IllegalArgumentException if values are empty or there twice
   */
  Axes axes(List<String> prompts) {
    List<Axis> axes = new ArrayList<>();
    texts(axes, "prompt", prompts.isEmpty() ? null : prompts);
    texts(axes, "negative", negatives);
    texts(axes, "label", labels);
    texts(axes, "init", inits);
    list(axes, "model", models);
    list(axes, "classifier", classifiers);
    list(axes, "weak", weak);
    list(axes, "precision", precisions);
    list(axes, "device", devices);
    list(axes, "gamma", gammas);
    list(axes, "guidance", guidance);
    list(axes, "modify", modifiers);
    list(axes, "sampler", samplers);
    list(axes, "scheduler", schedulers);
    list(axes, "steps", steps);
    list(axes, "size", sizes);
    list(axes, "noise", noises);
    list(axes, "strength", strengths);
    settings.forEach(setting -> axes.add(AxisValues.setting(setting)));
    return new Axes(axes);
  }

  private static void texts(List<Axis> axes, String name, List<String> values) {
    if (values != null) {
      axes.add(new Axis(name, values));
    }
  }

  private static void list(List<Axis> axes, String name, String values) {
    if (values != null) {
      axes.add(new Axis(name, AxisValues.split(values)));
    }
  }
}

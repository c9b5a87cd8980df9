package corgi.cli;

import corgi.engine.plugin.Spec;
import corgi.engine.training.ObjectiveSpec;
import corgi.engine.training.ObjectiveSpec.Feature;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a network is trained towards. */
final class ObjectiveOptions {
  @Option(
      names = "--predict",
      paramLabel = "WHAT",
      description =
          "What the network puts out: epsilon, v_prediction, sample (the clean picture) or"
              + " edm[:data=0.5], which has noise of any level in place of 1000 steps (default:"
              + " v_prediction).")
  private String prediction;

  @Option(
      names = "--schedule",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "The noise of the steps: cosine, linear, scaled-linear (Stable Diffusion), sigmoid-xu (β,"
              + " as in diffusers) or sigmoid-jabri (ᾱ); for edm the levels of drawing,"
              + " karras:least=0.002,most=80 (default: cosine).")
  private String schedule;

  @Option(
      names = "--zero-terminal-snr",
      description = "Shift the schedule so that its last step is pure noise.")
  private boolean zeroTerminalSnr;

  @Option(
      names = "--loss",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "How much each level of noise counts: simple, snr, min-snr:gamma=5 or soft-min-snr"
              + " (default: simple).")
  private String loss;

  @Option(
      names = "--learn-sigma",
      description =
          "Let the network put out the variance of a step, too, and learn it from the variational"
              + " bound.")
  private boolean learnSigma;

  @Option(
      names = "--times",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description =
          "How often each level of noise comes: uniform, or importance, which is the more often the"
              + " larger the loss is there; for edm log-normal:mean=-1.2,deviation=1.2,"
              + " log-uniform or vp (default: uniform or log-normal).")
  private String times;

  /**
   * Returns what was said.
   *
   * @throws IllegalArgumentException if it cannot be trained
   */
  ObjectiveSpec objective() {
    ObjectiveSpec usual = ObjectiveSpec.of(said(prediction, ObjectiveSpec.DEFAULT.prediction()));
    Set<Feature> features = EnumSet.noneOf(Feature.class);
    if (zeroTerminalSnr) {
      features.add(Feature.ZERO_TERMINAL_SNR);
    }
    if (learnSigma) {
      features.add(Feature.LEARNED_SIGMA);
    }
    return new ObjectiveSpec(
        usual.prediction(),
        said(schedule, usual.schedule()),
        said(loss, usual.weight()),
        said(times, usual.times()),
        features);
  }

  private static Spec said(String text, Spec preset) {
    return text == null ? preset : Spec.parse(text);
  }
}

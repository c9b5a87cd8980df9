package corgi.cli;

import corgi.engine.data.Portraits;
import corgi.engine.generation.Setup;
import corgi.eval.ReferenceOptions;
import corgi.eval.leaderboard.Contestant;
import corgi.eval.leaderboard.Entrants;
import corgi.eval.leaderboard.Rules;
import corgi.eval.sweep.Asked;
import corgi.eval.sweep.Axes;
import corgi.eval.sweep.Axis;
import corgi.eval.sweep.AxisValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who is compared, on what, and how. */
final class ContestOptions {
  private static final int MOST_CAPTIONS = 10_000;

  @Option(names = "--prompts", paramLabel = "FILE", description = "A file of prompts, one a line.")
  private Path file;

  @Option(
      names = "--captions",
      paramLabel = "N",
      description =
          "Without prompts: how many captions of portraits, all different (default: 128).")
  private int captions = 128;

  @Option(
      names = "--guidance",
      paramLabel = "NAME[:KEY=VALUE,…],…",
      description =
          "Strategies to compare, as in default,cfg,apg:eta=0,'cfg + classifier','cfg + rescale'; a"
              + " sum may have modifiers (default: the default guidance and all strategies that the"
              + " model can use without further files).")
  private String guidance;

  @Option(
      names = "--also",
      paramLabel = "NAME[:KEY=VALUE,…],…",
      description = "Strategies to compare besides those.")
  private String also;

  @Option(
      names = "--gamma",
      paramLabel = "G,…",
      description = "Values of γ of which each gets its best (default: " + Rules.GRID + ").")
  private String grid = Rules.GRID;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "The first seed, which also draws the captions (default: 0).")
  private long seed;

  @Option(
      names = "--choose",
      paramLabel = "N",
      description = "Pictures of each prompt and γ by which γ is chosen (default: 1).")
  private int choose = 1;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Pictures of each prompt that are reported, with other seeds (default: 2).")
  private int report = 2;

  @Option(
      names = "--model",
      paramLabel = "DIR|NAME",
      description = "A model folder, or an embedded model (default: " + Setup.DEFAULT_MODEL + ").")
  private String model;

  @Option(
      names = "--classifier",
      paramLabel = "DIR|NAME",
      description = "A classifier that steers.")
  private String classifier;

  @Option(names = "--weak", paramLabel = "DIR|NAME", description = "A weaker model that steers.")
  private String weak;

  @Option(names = "--precision", paramLabel = "auto|fp32|bf16", description = "What to compute in.")
  private String precision;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "What to compute on.")
  private String device;

  @Option(
      names = "--sampler",
      paramLabel = "NAME[:KEY=VALUE,…]",
      description = "The numerical method; see 'corgi samplers'.")
  private String sampler;

  @Option(
      names = "--scheduler",
      paramLabel = "CLASS[:KEY=VALUE,…]",
      description = "A scheduler of diffusers in place of a sampler.")
  private String scheduler;

  @Option(names = "--steps", paramLabel = "N", description = "How many steps (default: 30).")
  private String steps;

  @Option(names = "--size", paramLabel = "N|WxH", description = "Pixels of a picture.")
  private String size;

  @Option(names = "--negative", paramLabel = "TEXT", description = "What to steer away from.")
  private String negative;

  /**
   * What is drawn and compared with.
   *
   * @param common prompts, and all else that is alike for everybody
   * @param reference real pictures
   */
  record Subject(Axes common, ReferenceOptions reference) {}

  /** The model that draws. */
  String model() {
    return model == null ? Setup.DEFAULT_MODEL : model;
  }

  /**
   * Returns the rules.
   *
   * @throws IllegalArgumentException if a γ or a number of seeds is none
   */
  Rules rules() {
    if (choose < 1) {
      throw new IllegalArgumentException("--choose %d: must be at least 1".formatted(choose));
    }
    return Rules.of(AxisValues.split(grid), seed, choose, report);
  }

  /** Returns who was named, or everybody who can take part, and who was named besides. */
  Entrants entrants(Axes common, Asked.Reader reader) throws IOException {
    List<String> more = also == null ? List.of() : AxisValues.split(also);
    if (guidance != null) {
      List<String> names = new ArrayList<>(AxisValues.split(guidance));
      names.addAll(more);
      return Entrants.named(names);
    }
    Entrants all = Entrants.all(common, reader);
    List<Contestant> contestants = new ArrayList<>(all.contestants());
    contestants.addAll(Entrants.named(more).contestants());
    return new Entrants(contestants, all.leftOut());
  }

  /**
   * Returns what to draw. Where nothing is said, a model of portraits is asked captions of
   * portraits, and compared with such.
   *
   * @throws IllegalArgumentException if another model gets no prompts or no reference
   */
  Subject subject(List<String> typed, ScoreOptions score) throws IOException {
    List<String> prompts = new ArrayList<>(typed);
    if (file != null) {
      prompts.addAll(PromptsRun.read(file));
    }
    if (prompts.isEmpty() || score.reference == null) {
      Optional<OwnSubject> own = OwnSubject.of(model());
      if (own.isEmpty()) {
        throw new IllegalArgumentException(
            "model %s was not trained on portraits: %s"
                .formatted(
                    model(),
                    prompts.isEmpty()
                        ? "say what to draw, by PROMPT or --prompts"
                        : "name real pictures to compare with, by --reference"));
      }
      if (prompts.isEmpty()) {
        checkCaptions();
        prompts.addAll(own.get().captions(score.split, seed, captions));
      }
    }
    String source = score.reference == null ? Portraits.NAME : score.reference;
    return new Subject(
        common(prompts), new ReferenceOptions(source, score.split, score.references, 0));
  }

  private void checkCaptions() {
    if (captions < 1 || captions > MOST_CAPTIONS) {
      throw new IllegalArgumentException(
          "--captions %d: must be from 1 to %d".formatted(captions, MOST_CAPTIONS));
    }
  }

  private Axes common(List<String> prompts) {
    List<Axis> axes = new ArrayList<>(List.of(new Axis("prompt", prompts)));
    add(axes, "model", model);
    add(axes, "classifier", classifier);
    add(axes, "weak", weak);
    add(axes, "precision", precision);
    add(axes, "device", device);
    add(axes, "sampler", sampler);
    add(axes, "scheduler", scheduler);
    add(axes, "steps", steps);
    add(axes, "size", size);
    add(axes, "negative", negative);
    return new Axes(axes);
  }

  private static void add(List<Axis> axes, String name, String value) {
    if (value != null) {
      axes.add(new Axis(name, List.of(value)));
    }
  }
}

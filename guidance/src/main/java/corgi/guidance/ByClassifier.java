package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Companion;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Likelihood;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.tensor.Tensors;
import java.util.List;
import java.util.Set;

/**
 * Classifier guidance. Dhariwal and Nichol 2021, "Diffusion models beat GANs on image synthesis"
 * (2105.05233), by g = ∇ₓ log p(y|x) of a classifier that was trained on noise, in both published
 * forms. It starts from the unconditional answer u: by Bayes' rule γ = 1 is then the conditional
 * model. Or it starts from the conditional answer in its place, as the paper's conditional models
 * do (table 4): then γ comes on top of it. γ = 0 asks no classifier.
 *
 * @param gamma γ; 1 to 10 in the paper
 * @param form where the gradient goes
 * @param base the answer u that it starts from
 * @param high the σ/α above which the classifier is not asked; ∞ in the paper
 */
public record ByClassifier(double gamma, Form form, Evaluation base, double high)
    implements Guidance {
  /**
   * Where the classifier is asked unless another bound is named. Beyond it a picture is a ten
   * thousandth of the variance of x; the gradient of a perfect classifier vanishes as α there,
   * while σ²/α makes the error of a trained one larger than the range of pictures.
   */
  static final Setting HIGH =
      new Setting(
          "high", "σ/α above which the classifier is not asked", 100, 0, Double.POSITIVE_INFINITY);

  /** Where the gradient goes. */
  public enum Form {
    /**
     * Algorithm 2, into the score: ε̂ = ε_u − σ·γ·g, which for the clean image is x̂₀ = u +
     * γ·(σ²/α)·g, for every sampler. The text of the paper omits the factor σ; the published code
     * has it. At pure noise, α = 0, an image has no part in x and nothing is steered.
     */
    SCORE,
    /**
     * Algorithm 1, into the mean of the step: μ + γ·Σ·g with Σ the variance of the step, for
     * ancestral samplers. The same as the other in the limit of many steps.
     */
    MEAN_SHIFT
  }

  /** Guidance of the unconditional answer at every level, as in the paper. */
  public ByClassifier(double gamma, Form form) {
    this(gamma, form, UNCONDITIONAL);
  }

  /** Guidance at every level, as in the paper. */
  public ByClassifier(double gamma, Form form, Evaluation base) {
    this(gamma, form, base, Double.POSITIVE_INFINITY);
  }

  public ByClassifier {
    Strength.checkFinite("γ", gamma);
    if (!(high >= 0)) {
      throw new IllegalArgumentException("high = " + high + ": must be at least 0");
    }
  }

  private boolean steers(NoiseLevel level) {
    return gamma != 0 && level.alpha() > 0 && level.kappa() <= high;
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return List.of(base);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray u = answers.clean(base);
    NoiseLevel level = stage.level();
    if (form == Form.MEAN_SHIFT || !steers(level)) {
      return u;
    }
    NDArray g = gradient(x, level, answers);
    return u.add(g.mul(gamma * level.sigma() * level.sigma() / level.alpha()));
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    if (form == Form.SCORE || !steers(stage.level())) {
      return null;
    }
    return Nudge.score(gradient(x, stage.level(), answers).mul(gamma));
  }

  /** g, shaped like x. The gradient of the sum over images is that of each image. */
  private static NDArray gradient(NDArray x, NoiseLevel level, Answers answers) {
    Likelihood likelihood = answers.model().likelihood();
    if (likelihood == null) {
      throw new IllegalArgumentException(
          "guidance by a classifier: there is none; name one (--classifier)");
    }
    if (!likelihood.readsNoise()) {
      throw new IllegalArgumentException(
          "guidance by the gradient of a classifier of noisy pictures: this one knows clean ones"
              + " only; guidance 'universal' asks such a one");
    }
    return Tensors.gradient(z -> likelihood.log(z, level), x);
  }

  @Override
  public String toString() {
    String from = base.equals(UNCONDITIONAL) ? "" : ", on top of " + base;
    return "ByClassifier(γ=%s, %s%s)".formatted(gamma, form, from);
  }

  /** What both forms have in common. */
  private abstract static class Named implements GuidancePlugin {
    private final Form form;

    Named(Form form) {
      this.form = form;
    }

    @Override
    public Set<Companion> companions() {
      return Set.of(Companion.CLASSIFIER);
    }

    @Override
    public boolean plainAtOne() {
      return false; // it is, but for a perfect classifier only, and costs a gradient
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          ClassifierFree.GAMMA,
          new Setting("conditional", "1 starts from the prompt's answer, not from none's", 0, 0, 1),
          HIGH);
    }

    @Override
    public Guidance create(Settings settings) {
      Evaluation base = settings.whole("conditional") == 1 ? CONDITIONAL : UNCONDITIONAL;
      return new ByClassifier(settings.get("gamma"), form, base, settings.get("high"));
    }
  }

  /** {@code classifier}. */
  @AutoService(GuidancePlugin.class)
  public static final class Score extends Named {
    /** For the service loader. */
    public Score() {
      super(Form.SCORE);
    }

    @Override
    public String name() {
      return "classifier";
    }

    @Override
    public String summary() {
      return "the gradient of a noise-aware classifier (Dhariwal and Nichol 2021, 2105.05233)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = u + γ·(σ²/α)·∇ₓ log p(y | x, σ)",
          "A model trained without conditions, or labels that it was not trained on, with a "
              + "classifier of noisy pictures ('corgi train classifier'). Works with every "
              + "sampler. γ above 1 is usual: the classifier's gradient is weaker than that of "
              + "the perfect one.",
          "a gradient through the classifier");
    }
  }

  /** {@code classifier-mean-shift}. */
  @AutoService(GuidancePlugin.class)
  public static final class MeanShift extends Named {
    /** For the service loader. */
    public MeanShift() {
      super(Form.MEAN_SHIFT);
    }

    @Override
    public String name() {
      return "classifier-mean-shift";
    }

    @Override
    public String summary() {
      return "the same in the mean of ancestral steps (Dhariwal and Nichol 2021, algorithm 1)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "μ ← μ + γ·Σ·∇ₓ log p(y | x, σ), Σ the variance of the step",
          "To repeat published results: the form that ancestral sampling (--sampler ddpm) "
              + "was published with. With many steps it is the same as classifier.",
          "a gradient through the classifier");
    }
  }
}

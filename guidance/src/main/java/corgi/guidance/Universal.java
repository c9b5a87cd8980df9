package corgi.guidance;

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
import java.util.Map;
import java.util.Set;

/**
 * Universal guidance. Bansal et al. 2023, "Universal guidance for diffusion models" (2302.07121),
 * algorithm 1: by any classifier of clean pictures, asked about the estimate u of the clean image
 * rather than about the noisy x,
 *
 * <pre>
 *   forward:   x̂₀ = u + γ·(σ²/α)·∇ₓ log p(y | u(x))            through the network that made u
 *   backward:  x̂₀ ← x̂₀ + Δ, Δ climbing log p(y | u + Δ) from 0  in m steps of size r
 *   self-recurrence: every step is made k times
 * </pre>
 *
 * which are the paper's eq. 6 with s(t) = γ·√(1 − ᾱ), so that γ is the factor of a score, and eq. 7
 * and 8 for any α: a shift of ε̂ by −(α/σ)·Δ is one of x̂₀ by Δ. At pure noise, α = 0, u does not
 * depend on x, and nothing is steered.
 *
 * @param gamma γ of the forward half; 0 leaves it out
 * @param options of the other halves
 */
public record Universal(double gamma, Options options) implements Guidance {
  /**
   * The halves that γ does not rule.
   *
   * @param backward m, how many steps Δ climbs; 0 leaves the backward half out
   * @param rate r &gt; 0, how far Δ goes along the gradient
   * @param rounds k ≥ 1, how often a step is made
   * @param high the σ/α above which nothing is steered; ∞ in the paper
   */
  public record Options(int backward, double rate, int rounds, double high) {
    /** Forward only, at every level. */
    public static final Options FORWARD = new Options(0, 1, 1, Double.POSITIVE_INFINITY);

    public Options {
      if (backward < 0 || rounds < 1) {
        throw new IllegalArgumentException(
            "backward = %d, rounds = %d: must be at least 0 and 1".formatted(backward, rounds));
      }
      if (!(rate > 0) || Double.isInfinite(rate)) {
        throw new IllegalArgumentException("rate = " + rate + ": must be positive and finite");
      }
      if (!(high >= 0)) {
        throw new IllegalArgumentException("high = " + high + ": must be at least 0");
      }
    }
  }

  public Universal {
    Strength.checkFinite("γ", gamma);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return List.of(UNCONDITIONAL);
  }

  private boolean steers(Stage stage) {
    NoiseLevel level = stage.level();
    return (gamma != 0 || options.backward > 0)
        && level.alpha() > 0
        && level.kappa() <= options.high;
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray u = answers.clean(UNCONDITIONAL);
    if (!steers(stage)) {
      return u;
    }
    NDArray guided = u;
    Likelihood likelihood = likelihood(answers);
    if (gamma != 0) {
      NoiseLevel level = stage.level();
      double factor = gamma * level.sigma() * level.sigma() / level.alpha();
      guided = guided.add(forward(x, stage, answers, likelihood).mul(factor));
    }
    return options.backward > 0 ? guided.add(backward(u, likelihood)) : guided;
  }

  /** ∇ₓ log p(y | u(x)). The model is asked a second time, now with its gradient recorded. */
  private static NDArray forward(NDArray x, Stage stage, Answers answers, Likelihood likelihood) {
    return Tensors.gradient(
        z -> {
          Answers again = answers.model().answer(z, stage, List.of(UNCONDITIONAL));
          return likelihood.log(again.clean(UNCONDITIONAL), NoiseLevel.CLEAN);
        },
        x);
  }

  /** Δ. */
  private NDArray backward(NDArray u, Likelihood likelihood) {
    NDArray delta = u.zerosLike();
    for (int i = 0; i < options.backward; i++) {
      NDArray g = Tensors.gradient(z -> likelihood.log(z, NoiseLevel.CLEAN), u.add(delta));
      delta = delta.add(g.mul(options.rate));
    }
    return delta;
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return steers(stage) && options.rounds > 1 ? Nudge.rounds(options.rounds) : null;
  }

  private static Likelihood likelihood(Answers answers) {
    Likelihood likelihood = answers.model().likelihood();
    if (likelihood == null) {
      throw new IllegalArgumentException(
          "universal guidance: there is no classifier; name one (--classifier)");
    }
    return likelihood;
  }

  @Override
  public String toString() {
    return "Universal(γ=%s, %s)".formatted(gamma, options);
  }

  /** {@code universal}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "universal";
    }

    @Override
    public String summary() {
      return "any classifier of clean pictures, through the estimate x̂₀ (Bansal 2023, 2302.07121)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
          x̂₀ = u + γ·(σ²/α)·∇ₓ log p(y | u(x)) + Δ
          Δ: backward steps of size rate up log p(y | u + Δ), from 0
          every step is made rounds times, the noise it lost added back""",
          "A classifier that you have, or find, and that was never trained on noise: a TorchScript"
              + " file, or what 'corgi train-evaluator' makes. A classifier trained on noise"
              + " (classifier) steers better, at less than half the cost.",
          "a second evaluation and a gradient through the network and the classifier; backward"
              + " steps a gradient through the classifier each; rounds all of it again");
    }

    @Override
    public boolean plainAtOne() {
      return false;
    }

    @Override
    public Set<Companion> companions() {
      return Set.of(Companion.CLASSIFIER);
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("gamma", 0.0, "backward", 0.0);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          ClassifierFree.GAMMA,
          new Setting("backward", "m, steps of the backward half; 0 leaves it out", 0, 0, 1000),
          new Setting("rate", "how far a backward step goes", 1, 1e-9, 1e9),
          new Setting("rounds", "k, how often every step is made", 1, 1, 100),
          ByClassifier.HIGH);
    }

    @Override
    public Guidance create(Settings settings) {
      return new Universal(
          settings.get("gamma"),
          new Options(
              settings.whole("backward"),
              settings.get("rate"),
              settings.whole("rounds"),
              settings.get("high")));
    }
  }
}

package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Lets the strength of a strategy change over a run. Wang et al. 2024, "Analysis of classifier-free
 * guidance weight schedulers" (2404.13040), §3: with the share f of the run that is behind us, from
 * 0 to 1, the guided answer g and the conditional one c become
 *
 * <pre>  c + w(f)·(g − c),  w(f) = max(m, 2·f) or max(m, 1 − cos(π·f))</pre>
 *
 * whose mean is 1 for m = 0, and which for classifier-free guidance is a γ of 1 + w·(γ − 1). Early
 * steps, which decide what is where, are steered less and late ones more. A strategy that does not
 * ask with the prompt, such as one of γ = 0, is left as it is.
 *
 * @param shape w but for the bound
 * @param least m, the smallest weight: what the paper calls clamping
 * @param amount in [0, 1], how much of the schedule is applied: 0 leaves w = 1
 * @param inside the strategy
 */
public record Scheduled(Shape shape, double least, double amount, Guidance inside)
    implements Guidance {
  /** How the weight grows. */
  public enum Shape {
    /** In proportion to the steps made. */
    LINEAR(f -> 2 * f),
    /** Slowly at both ends. */
    COSINE(f -> 1 - Math.cos(Math.PI * f));

    private final DoubleUnaryOperator weight;

    Shape(DoubleUnaryOperator weight) {
      this.weight = weight;
    }
  }

  public Scheduled {
    if (!(least >= 0 && least <= 2)) {
      throw new IllegalArgumentException("m = " + least + ": must be in [0, 2]");
    }
    if (!(amount >= 0 && amount <= 1)) {
      throw new IllegalArgumentException("amount = " + amount + ": must be in [0, 1]");
    }
  }

  /** w at a stage; the first step has f = 0 and the last f = 1. */
  double weight(Stage stage) {
    double f = stage.count() == 1 ? 0.5 : stage.index() / (stage.count() - 1.0);
    return 1 - amount + amount * Math.max(least, shape.weight.applyAsDouble(f));
  }

  private boolean sees(Stage stage) {
    return inside.evaluations(stage).contains(CONDITIONAL);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return weight(stage) == 0 && sees(stage) ? List.of(CONDITIONAL) : inside.evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    double w = weight(stage);
    if (w == 1 || !sees(stage)) {
      return inside.combine(x, stage, answers);
    }
    NDArray c = answers.clean(CONDITIONAL);
    return w == 0 ? c : c.add(inside.combine(x, stage, answers).sub(c).mul(w));
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    double w = weight(stage);
    Nudge nudge = w == 0 && sees(stage) ? null : inside.nudge(x, stage, answers);
    return nudge == null || w == 1 || !sees(stage) ? nudge : nudge.times(w);
  }

  @Override
  public Guidance begin(Grid grid) {
    return new Scheduled(shape, least, amount, inside.begin(grid));
  }

  @Override
  public String toString() {
    return "Scheduled(%s, m=%s, amount=%s, %s)".formatted(shape, least, amount, inside);
  }

  /** What both plug-ins have in common. */
  private abstract static class Plugin implements ModifierPlugin {
    private final Shape shape;

    Plugin(Shape shape) {
      this.shape = shape;
    }

    @Override
    public String name() {
      return "schedule-" + shape.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("least", "the smallest weight", 0, 0, 2),
          new Setting("amount", "how much of the schedule is applied", 1, 0, 1));
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("amount", 0.0);
    }

    @Override
    public UnaryOperator<Guidance> create(Settings settings) {
      double least = settings.get("least");
      double amount = settings.get("amount");
      return inside -> new Scheduled(shape, least, amount, inside);
    }
  }

  /** {@code schedule-linear}. */
  @AutoService(ModifierPlugin.class)
  public static final class Linear extends Plugin {
    /** For the service loader. */
    public Linear() {
      super(Shape.LINEAR);
    }

    @Override
    public String summary() {
      return "strength grows over the run, from none to twice (Wang et al. 2024, 2404.13040)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = c + w·(g − c), w = max(least, 2·f), f from 0 to 1 over the run",
          "More various layouts at the same mean strength: early steps, which decide what "
              + "is where, are steered less.");
    }
  }

  /** {@code schedule-cosine}. */
  @AutoService(ModifierPlugin.class)
  public static final class Cosine extends Plugin {
    /** For the service loader. */
    public Cosine() {
      super(Shape.COSINE);
    }

    @Override
    public String summary() {
      return "strength grows along a cosine, from none to twice (2404.13040)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = c + w·(g − c), w = max(least, 1 − cos(π·f)), f from 0 to 1 over the run",
          "As schedule-linear, with less at the beginning and more at the end.");
    }
  }
}

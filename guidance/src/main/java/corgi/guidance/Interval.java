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
import corgi.engine.schedule.NoiseLevel;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Steers only at the noise levels in (low, high], and answers with the plain conditional model
 * elsewhere, for one evaluation. Kynkäänniemi et al. 2024, "Applying guidance in a limited interval
 * improves sample and distribution quality in diffusion models" (2404.07724), §3. A strategy that
 * does not ask with the prompt, such as one of γ = 0 or a classifier's, gives the unconditional
 * answer elsewhere.
 *
 * @param axis what low and high are levels of
 * @param low where steering ends, exclusive
 * @param high where it begins, inclusive
 * @param inside the strategy
 */
public record Interval(Axis axis, double low, double high, Guidance inside) implements Guidance {
  /** A way to number noise levels. */
  public enum Axis {
    /** κ = σ/α, the σ of the paper. */
    KAPPA("κ", NoiseLevel::kappa),
    /** The network's own time, 0 … T−1 in models trained on T discrete levels. */
    TIME("t", NoiseLevel::t);

    private final String symbol;
    private final ToDoubleFunction<NoiseLevel> of;

    Axis(String symbol, ToDoubleFunction<NoiseLevel> of) {
      this.symbol = symbol;
      this.of = of;
    }
  }

  public Interval {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "low = %s, high = %s: low must be below high".formatted(low, high));
    }
  }

  private boolean steers(Stage stage) {
    double place = axis.of.applyAsDouble(stage.level());
    return low < place && place <= high;
  }

  /** The answer outside the interval. */
  private Evaluation plain(Stage stage) {
    List<Evaluation> asked = inside.evaluations(stage);
    return asked.contains(CONDITIONAL) || asked.isEmpty() ? CONDITIONAL : asked.get(0);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return steers(stage) ? inside.evaluations(stage) : List.of(plain(stage));
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    return steers(stage) ? inside.combine(x, stage, answers) : answers.clean(plain(stage));
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return steers(stage) ? inside.nudge(x, stage, answers) : null;
  }

  @Override
  public Guidance begin(Grid grid) {
    return new Interval(axis, low, high, inside.begin(grid));
  }

  @Override
  public String toString() {
    return "Interval(%s<%s≤%s, %s)".formatted(low, axis.symbol, high, inside);
  }

  /** {@code interval}, in κ. The presets are the paper's for its EDM2-S model. */
  @AutoService(ModifierPlugin.class)
  public static final class Named implements ModifierPlugin {
    @Override
    public String name() {
      return "interval";
    }

    @Override
    public String summary() {
      return "steers only where low < σ/α ≤ high (Kynkäänniemi et al. 2024, 2404.07724)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = g where low < σ/α ≤ high, else c",
          "Nearly always: steering at high noise makes pictures alike and saturates, at low "
              + "noise it does nothing. Wrapped around cfg it is Corgi's default. Also called "
              + "limited guidance.",
          "less than what it wraps: one evaluation outside the interval");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("low", "σ/α at which steering ends", 0.28, 0, Double.MAX_VALUE),
          new Setting("high", "σ/α at which it begins", 2.9, 0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("low", 0.0, "high", Double.POSITIVE_INFINITY);
    }

    @Override
    public UnaryOperator<Guidance> create(Settings settings) {
      double low = settings.get("low");
      double high = settings.get("high");
      return inside -> new Interval(Axis.KAPPA, low, high, inside);
    }
  }

  /** {@code interval-t}, in the network's time. The presets suit T = 1000. */
  @AutoService(ModifierPlugin.class)
  public static final class InTime implements ModifierPlugin {
    @Override
    public String name() {
      return "interval-t";
    }

    @Override
    public String summary() {
      return "steers only at training times low < t ≤ high (2404.07724, said in t)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = g where low < t ≤ high, else c",
          "The interval, for bounds that are known in training times.",
          "less than what it wraps: one evaluation outside the interval");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          Setting.any("low", "time at which steering ends", 200),
          new Setting("high", "time at which it begins", 800, -1e9, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("low", -1e9, "high", Double.POSITIVE_INFINITY);
    }

    @Override
    public UnaryOperator<Guidance> create(Settings settings) {
      double low = settings.get("low");
      double high = settings.get("high");
      return inside -> new Interval(Axis.TIME, low, high, inside);
    }
  }
}

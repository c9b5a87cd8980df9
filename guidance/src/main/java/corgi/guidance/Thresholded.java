package corgi.guidance;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.DynamicThresholding;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Dynamic thresholding. Saharia et al. 2022, "Photorealistic text-to-image diffusion models with
 * deep language understanding" (Imagen, 2205.11487), §2.3: with s the p-quantile of |x̂₀| in an
 * image, where s exceeds the range R of clean images,
 *
 * <pre>  x̂₀ ← clamp(x̂₀, −s, s)·R/s.</pre>
 *
 * @param quantile p in (0, 1]; .995 in the paper's figures
 * @param range R > 0; 1 for pixels
 * @param inside the strategy
 */
public record Thresholded(double quantile, double range, Guidance inside) implements Guidance {
  public Thresholded {
    if (!(quantile > 0 && quantile <= 1)) {
      throw new IllegalArgumentException("quantile = " + quantile + ": must be in (0, 1]");
    }
    if (!(range > 0)) {
      throw new IllegalArgumentException("range = " + range + ": must be positive");
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return inside.evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray clean = inside.combine(x, stage, answers);
    if (range == Double.POSITIVE_INFINITY) {
      return clean;
    }
    return new DynamicThresholding(quantile, Double.POSITIVE_INFINITY)
        .clip(clean.div(range))
        .mul(range);
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return inside.nudge(x, stage, answers);
  }

  @Override
  public Guidance begin(Grid grid) {
    return new Thresholded(quantile, range, inside.begin(grid));
  }

  @Override
  public String toString() {
    return "Thresholded(p=%s, R=%s, %s)".formatted(quantile, range, inside);
  }

  /** {@code threshold}. */
  @AutoService(ModifierPlugin.class)
  public static final class Named implements ModifierPlugin {
    @Override
    public String name() {
      return "threshold";
    }

    @Override
    public String summary() {
      return "dynamic thresholding of overshooting pixels (Imagen, 2205.11487)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            s = max(range, quantile of |x̂₀|)
            x̂₀ ← clamp(x̂₀, −s, s)·range/s""",
          "Pixels (not latents) that overshoot at a strong γ: it compresses them rather "
              + "than clipping.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("quantile", "the share of values left unclamped", 0.995, 1e-6, 1),
          new Setting(
              "range", "the largest clean value", 1, Double.MIN_NORMAL, Double.POSITIVE_INFINITY));
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("range", Double.POSITIVE_INFINITY);
    }

    @Override
    public UnaryOperator<Guidance> create(Settings settings) {
      double quantile = settings.get("quantile");
      double range = settings.get("range");
      return inside -> new Thresholded(quantile, range, inside);
    }
  }
}

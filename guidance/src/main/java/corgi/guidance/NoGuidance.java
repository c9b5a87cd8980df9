package corgi.guidance;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.List;
import java.util.Map;

/** The model alone, with no prompt: ∇log p(x), which is γ = 0 of every strategy. */
public record NoGuidance() implements Guidance {
  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return List.of(Evaluation.UNCONDITIONAL);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    return answers.clean(Evaluation.UNCONDITIONAL);
  }

  @Override
  public String toString() {
    return "NoGuidance()";
  }

  /** {@code none}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public String summary() {
      return "no steering: the prompt is not looked at";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = u",
          "To see what a model draws when left alone; the baseline of every comparison.");
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of();
    }

    @Override
    public Guidance create(Settings settings) {
      return new NoGuidance();
    }
  }
}

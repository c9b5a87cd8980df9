package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.UNCONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.List;

/**
 * Classifier-free guidance. Ho and Salimans 2022, "Classifier-free diffusion guidance"
 * (2207.12598), eq. 6, whose w is γ − 1:
 *
 * <pre>  x̂₀ = u + γ·(c − u)</pre>
 *
 * for the answers c with the prompt and u without it. x̂₀, ε and v depend on each other linearly,
 * so it is the same in all three.
 *
 * @param gamma γ: 0 is unconditional and 1 plainly conditional, for one evaluation each; above 1
 *     steers harder; below 0 steers away
 */
public record ClassifierFree(double gamma) implements Guidance {
  /** What {@code gamma} means, for the plug-ins that have it. */
  static final Setting GAMMA =
      Setting.any("gamma", "γ in ∇log p(x) + γ·∇log p(y|x): 0 ignores the prompt", 4);

  public ClassifierFree {
    Strength.checkFinite("γ", gamma);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    if (gamma == 0) {
      return List.of(UNCONDITIONAL);
    }
    return gamma == 1 ? List.of(CONDITIONAL) : List.of(CONDITIONAL, UNCONDITIONAL);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma == 0 || gamma == 1) {
      return answers.clean(gamma == 0 ? UNCONDITIONAL : CONDITIONAL);
    }
    NDArray c = answers.clean(CONDITIONAL);
    NDArray u = answers.clean(UNCONDITIONAL);
    return u.add(c.sub(u).mul(gamma));
  }

  @Override
  public String toString() {
    return "ClassifierFree(γ=%s)".formatted(gamma);
  }

  /** {@code cfg}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "cfg";
    }

    @Override
    public String summary() {
      return "classifier-free guidance (Ho and Salimans 2022, 2207.12598)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = u + γ·(c − u)",
          "The usual choice, for any model trained with and without its condition. Strong γ "
              + "saturates colours and makes pictures alike: use an interval, rescaling or apg "
              + "with it.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(GAMMA);
    }

    @Override
    public Guidance create(Settings settings) {
      return new ClassifierFree(settings.get("gamma"));
    }
  }
}

package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Companion;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Autoguidance. Karras et al. 2024, "Guiding a diffusion model with a bad version of itself"
 * (2406.02507), eq. 5:
 *
 * <pre>  x̂₀ = w + γ·(c − w)</pre>
 *
 * for the answers c of the model and w of a weaker one, smaller or trained for less long, to the
 * same prompt. Both see the prompt, so what is amplified is not the prompt but the difference
 * between a good and a bad model: pictures get better and stay as various as they were. γ = 1 is
 * the model itself, γ = 0 the weaker one.
 *
 * @param gamma γ; 1 to 3 in the paper
 */
public record Autoguidance(double gamma) implements Guidance {
  private static final Evaluation WEAK = CONDITIONAL.weak();

  public Autoguidance {
    Strength.checkFinite("γ", gamma);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    if (gamma == 0) {
      return List.of(WEAK);
    }
    return gamma == 1 ? List.of(CONDITIONAL) : List.of(CONDITIONAL, WEAK);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma == 0 || gamma == 1) {
      return answers.clean(gamma == 0 ? WEAK : CONDITIONAL);
    }
    NDArray w = answers.clean(WEAK);
    return w.add(answers.clean(CONDITIONAL).sub(w).mul(gamma));
  }

  @Override
  public String toString() {
    return "Autoguidance(γ=%s)".formatted(gamma);
  }

  /** {@code auto}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "auto";
    }

    @Override
    public String summary() {
      return "autoguidance: away from a weaker model's answer (Karras et al. 2024, 2406.02507)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = w + γ·(c − w), w of a weaker model with the same prompt",
          "Better and equally various pictures where the model is good and a worse version "
              + "of it is at hand: it amplifies the difference between the two, not the prompt. γ "
              + "from 1 to 3; name the weaker model by --weak.",
          "a second network in memory");
    }

    @Override
    public Evaluation base() {
      return CONDITIONAL;
    }

    @Override
    public Set<Companion> companions() {
      return Set.of(Companion.WEAK_MODEL);
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("gamma", 1.0);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          Setting.any("gamma", "1 is the model itself, more leads away from the weaker one", 2));
    }

    @Override
    public Guidance create(Settings settings) {
      return new Autoguidance(settings.get("gamma"));
    }
  }
}

package corgi.guidance;

import static corgi.engine.model.Evaluation.UNCONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.condition.ConditionPlugin;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Side;
import corgi.engine.model.Steering;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A γ each for conditions that a model is told besides its prompt:
 *
 * <pre>  x̂₀ = u + Σᵢ (γᵢ − 1)·(u − uᵢ)</pre>
 *
 * for the answer u of the null side, which is told these conditions, and uᵢ, which is told all of
 * them but the i-th. By Bayes the score of u counts ∇log p(yᵢ | x, the others) once already, so γᵢ
 * = 1 changes nothing, 0 takes condition i away and more follows it harder. Brooks et al. 2023,
 * "InstructPix2Pix" (2211.09800), eq. 3 is the case of a picture and a text, in which the text's
 * strategy is added to this one.
 *
 * @param gammas γᵢ by the condition's name; those of 1 are not asked
 */
public record PerCondition(Map<String, Double> gammas) implements Guidance {
  public PerCondition {
    gammas = new LinkedHashMap<>(gammas);
    gammas.forEach((name, gamma) -> Strength.checkFinite("γ of " + name, gamma));
    gammas.values().removeIf(gamma -> gamma == 1);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    List<Evaluation> asked = new ArrayList<>(List.of(UNCONDITIONAL));
    gammas.keySet().forEach(name -> asked.add(without(name)));
    return asked;
  }

  private static Evaluation without(String name) {
    return Evaluation.of(Side.without(name));
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray u = answers.clean(UNCONDITIONAL);
    NDArray total = u;
    for (var entry : gammas.entrySet()) {
      NDArray shift = u.sub(answers.clean(without(entry.getKey())));
      total = total.add(shift.mul(entry.getValue() - 1));
    }
    return total;
  }

  @Override
  public String toString() {
    return "PerCondition(γ=%s)".formatted(gammas);
  }

  /** {@code conditions}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return Steering.CONDITIONS;
    }

    @Override
    public String summary() {
      return "a γ each for the mask, the points and whatever else a model is told";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = u + Σᵢ (γᵢ − 1)·(u − uᵢ), uᵢ without condition i",
          "To follow a mask or points harder or less hard than as trained, beside a strategy "
              + "for the prompt. --gamma 4,points=2 adds it by itself.");
    }

    @Override
    public Optional<Setting> gamma() {
      return Optional.empty();
    }

    @Override
    public Map<String, Double> neutral() {
      Map<String, Double> neutral = new LinkedHashMap<>();
      settings().forEach(setting -> neutral.put(setting.name(), 1.0));
      return neutral;
    }

    @Override
    public List<Setting> settings() {
      return ConditionPlugin.all().keySet().stream()
          .map(name -> Setting.any(name, "γ of the condition " + name + "; 1 is as trained", 1))
          .toList();
    }

    @Override
    public Guidance create(Settings settings) {
      Map<String, Double> gammas = new LinkedHashMap<>();
      ConditionPlugin.all().keySet().forEach(name -> gammas.put(name, settings.get(name)));
      return new PerCondition(gammas);
    }
  }
}

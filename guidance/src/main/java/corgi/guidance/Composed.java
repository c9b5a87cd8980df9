package corgi.guidance;

import static corgi.engine.model.Evaluation.UNCONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.GuidancePlugin;
import corgi.engine.model.Side;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Several prompts, each with a strength of its own. Liu et al. 2022, "Compositional visual
 * generation with composable diffusion models" (2206.01714), eq. 11 and 12:
 *
 * <pre>  x̂₀ = u + Σᵢ γᵢ·(cᵢ − u)</pre>
 *
 * for the answer cᵢ to prompt i: what they ask for at once, as far as they are independent. A
 * negative γᵢ is the paper's negation. A prompt with γᵢ = 0 is not asked.
 *
 * @param gammas γᵢ, one per prompt of the request, in its order
 */
public record Composed(List<Double> gammas) implements Guidance {
  /** How many prompts the plug-in takes. */
  static final int MOST = 4;

  public Composed {
    gammas = List.copyOf(gammas);
    if (gammas.isEmpty()) {
      throw new IllegalArgumentException("no γ: name one for each prompt");
    }
    for (double gamma : gammas) {
      Strength.checkFinite("γ", gamma);
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    List<Evaluation> asked = new ArrayList<>();
    for (int i = 0; i < gammas.size(); i++) {
      if (gammas.get(i) != 0) {
        asked.add(Evaluation.of(new Side(i)));
      }
    }
    if (share() != 0) {
      asked.add(UNCONDITIONAL);
    }
    return asked;
  }

  /** 1 − Σᵢ γᵢ, what is left of u. */
  private double share() {
    double share = 1;
    for (double gamma : gammas) {
      share -= gamma;
    }
    return share;
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray u = share() == 0 ? x.zerosLike() : answers.clean(UNCONDITIONAL); // then it cancels
    NDArray total = u;
    for (int i = 0; i < gammas.size(); i++) {
      if (gammas.get(i) != 0) {
        total = total.add(answers.clean(Evaluation.of(new Side(i))).sub(u).mul(gammas.get(i)));
      }
    }
    return total;
  }

  @Override
  public String toString() {
    return "Composed(γ=%s)".formatted(gammas);
  }

  /** {@code compose}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "compose";
    }

    @Override
    public String summary() {
      return "several prompts, a γ each (Liu 2022, 2206.01714)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ = u + Σᵢ γᵢ·(cᵢ − u)",
          "Several things at once that no single prompt was trained to say, or what to "
              + "leave out, by a negative γ. Give the further prompts by --and TEXT or --and "
              + "TEXT@γ.");
    }

    @Override
    public int prompts() {
      return MOST;
    }

    @Override
    public List<Setting> settings() {
      List<Setting> settings = new ArrayList<>(List.of(ClassifierFree.GAMMA));
      for (int i = 2; i <= MOST; i++) {
        settings.add(Setting.any("gamma" + i, "γ of prompt " + i + "; 0 leaves it out", 0));
      }
      return settings;
    }

    @Override
    public Guidance create(Settings settings) {
      List<Double> gammas = new ArrayList<>(List.of(settings.get("gamma")));
      for (int i = 2; i <= MOST; i++) {
        gammas.add(settings.get("gamma" + i));
      }
      while (gammas.size() > 1 && gammas.get(gammas.size() - 1) == 0) {
        gammas.remove(gammas.size() - 1);
      }
      return new Composed(gammas);
    }
  }
}

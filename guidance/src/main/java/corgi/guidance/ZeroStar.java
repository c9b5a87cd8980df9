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
 * CFG-Zero⋆. Fan et al. 2025, "CFG-Zero⋆: improved classifier-free guidance for flow matching
 * models" (2503.18886), §3.2: the unconditional output is first scaled to come as close to the
 * conditional one as it can,
 *
 * <pre>
 *   s⋆ = ⟨F_c, F_u⟩/⟨F_u, F_u⟩
 *   F  = s⋆·F_u + γ·(F_c − s⋆·F_u)
 * </pre>
 *
 * on the network's raw output F (ε, v or a flow's velocity), image by image. The paper's other
 * half, taking no step at all at the beginning of a run, is for velocities: with an output of 0 a
 * flow stands still, but a model of ε would be told that its noise is the image. It is left out
 * here. γ = 0 ignores the prompt: the plain unconditional answer, without s⋆, which sees it.
 *
 * @param gamma γ; 0 is unconditional and 1 plainly conditional, for one evaluation each
 */
public record ZeroStar(double gamma) implements Guidance {
  private static final double LEAST = 1e-8; // keeps s⋆ finite, as in the paper's code

  public ZeroStar {
    Strength.checkFinite("γ", gamma);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return new ClassifierFree(gamma).evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma == 0 || gamma == 1) {
      return new ClassifierFree(gamma).combine(x, stage, answers);
    }
    // x̂₀ = c_skip·x + c_out·F, and c_out cancels in s⋆.
    NDArray kept = x.mul(answers.model().preconditioning().at(stage.level()).skip());
    NDArray c = answers.clean(CONDITIONAL).sub(kept);
    NDArray u = answers.clean(UNCONDITIONAL).sub(kept);
    NDArray s = PerImage.sum(c.mul(u)).div(PerImage.sum(u.square()).add(LEAST)); // (N, 1, 1, 1)
    NDArray scaled = u.mul(s);
    return kept.add(scaled).add(c.sub(scaled).mul(gamma));
  }

  @Override
  public String toString() {
    return "ZeroStar(γ=%s)".formatted(gamma);
  }

  /** {@code cfg-zero}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "cfg-zero";
    }

    @Override
    public String summary() {
      return "CFG-Zero⋆: the unconditional output scaled to fit first (Fan 2025, 2503.18886)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            s⋆ = ⟨F_c, F_u⟩/⟨F_u, F_u⟩
            F = s⋆·F_u + γ·(F_c − s⋆·F_u)""",
          "Models that are not trained to the end, whose unconditional output is too large "
              + "or too small. The paper's zero first steps are for velocities of flows and are "
              + "left out.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(ClassifierFree.GAMMA);
    }

    @Override
    public Guidance create(Settings settings) {
      return new ZeroStar(settings.get("gamma"));
    }
  }
}

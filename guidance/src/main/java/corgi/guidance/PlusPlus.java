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
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import java.util.List;

/**
 * CFG++. Chung et al. 2024, "CFG++: manifold-constrained classifier free guidance for diffusion
 * models" (2406.08070), algorithm 2: the image is steered, the noise it is given back is the
 * unconditional one,
 *
 * <pre>  x′ = α′·(u + λ·(c − u)) + σ′·ε_u,  ε_u = (x − α·u)/σ.</pre>
 *
 * Written for any sampler: it makes its step with u, and λ·(c − u) is added where it arrives, so
 * that what a multistep method remembers is unconditional. A step of Euler's method is
 * classifier-free guidance of strength λ/(1 − κ′/κ), κ = σ/α.
 *
 * <p>λ = γ/12.5, after the pairs that the paper compares. There is no γ for which this is the plain
 * conditional model.
 *
 * @param lambda λ; from 0 to 1 in the paper
 */
public record PlusPlus(double lambda) implements Guidance {
  /** γ for one λ. */
  static final double GAMMA_OF_ONE = 12.5;

  public PlusPlus {
    Strength.checkFinite("λ", lambda);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return lambda == 0 ? List.of(UNCONDITIONAL) : List.of(CONDITIONAL, UNCONDITIONAL);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    return answers.clean(UNCONDITIONAL);
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return lambda == 0
        ? null
        : Nudge.clean(answers.clean(CONDITIONAL).sub(answers.clean(UNCONDITIONAL)).mul(lambda));
  }

  @Override
  public String toString() {
    return "PlusPlus(λ=%s)".formatted(lambda);
  }

  /** {@code cfg++}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "cfg++";
    }

    @Override
    public String summary() {
      return "CFG++: steers the image, keeps the unconditional noise (Chung 2024, 2406.08070)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            x̂₀ = u + λ·(c − u), λ = γ/12.5
            x′ = α′·x̂₀ + σ′·ε_u""",
          "Few steps with a first-order sampler, inversion and editing: the path stays on "
              + "that of the unconditional model. Methods with a history keep the unconditional "
              + "answer in it.");
    }

    @Override
    public boolean plainAtOne() {
      return false;
    }

    @Override
    public List<Setting> settings() {
      return List.of(Setting.any("gamma", "12.5 times the paper's λ; 0 ignores the prompt", 5));
    }

    @Override
    public Guidance create(Settings settings) {
      return new PlusPlus(settings.get("gamma") / GAMMA_OF_ONE);
    }
  }
}

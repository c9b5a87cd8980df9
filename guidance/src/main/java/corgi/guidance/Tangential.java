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
 * Tangential damping. Kwon et al. 2025, "TCFG: tangential damping classifier-free guidance"
 * (2503.18137), algorithm 1: of the unconditional score only the part along the first right
 * singular vector v of the two scores (s_c, s_u) is kept, since the rest leads off the manifold of
 * images,
 *
 * <pre>
 *   s_u ← ⟨s_u, v⟩·v
 *   s   = s_u + γ·(s_c − s_u)
 * </pre>
 *
 * image by image. The scores are −ε/σ, so ε = (x − α·x̂₀)/σ serves as well. For two vectors v is
 * cos θ·ε_c + sin θ·ε_u up to its length, with tan 2θ = 2⟨ε_c, ε_u⟩/(‖ε_c‖² − ‖ε_u‖²). γ = 0
 * ignores the prompt: the unconditional answer as it is.
 *
 * @param gamma γ; 0 is unconditional and 1 plainly conditional, for one evaluation each
 */
public record Tangential(double gamma) implements Guidance {
  public Tangential {
    Strength.checkFinite("γ", gamma);
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return new ClassifierFree(gamma).evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    double alpha = stage.level().alpha();
    if (gamma == 0 || gamma == 1 || alpha == 0) { // at α = 0 both are x/σ
      return new ClassifierFree(gamma).combine(x, stage, answers);
    }
    NDArray c = answers.clean(CONDITIONAL);
    NDArray u = damped(x.div(alpha), c, answers.clean(UNCONDITIONAL));
    return u.add(c.sub(u).mul(gamma));
  }

  /** Takes from u what is not along v, in units of σ/α: e = z − x̂₀ for z = x/α. */
  private static NDArray damped(NDArray z, NDArray c, NDArray u) {
    NDArray ec = z.sub(c);
    NDArray eu = z.sub(u);
    // ‖e_c‖² − ‖e_u‖² as ⟨e_c − e_u, e_c + e_u⟩: the two are nearly equal.
    float[] difference = PerImage.sum(ec.sub(eu).mul(ec.add(eu))).toFloatArray();
    float[] product = PerImage.sum(ec.mul(eu)).toFloatArray();
    float[] ofU = new float[product.length];
    float[] ofC = new float[product.length];
    for (int i = 0; i < product.length; i++) {
      double theta = Math.atan2(2.0 * product[i], difference[i]) / 2;
      ofU[i] = (float) (Math.cos(theta) * (Math.cos(theta) - Math.sin(theta)));
      ofC[i] = (float) (Math.cos(theta) * Math.sin(theta));
    }
    // e_u − ⟨e_u, v⟩·v = cos θ·(cos θ·e_u − sin θ·e_c), written with c − u, which is small.
    NDArray lost = eu.mul(perImage(ofU, u)).add(c.sub(u).mul(perImage(ofC, u)));
    return u.add(lost);
  }

  private static NDArray perImage(float[] values, NDArray like) {
    return like.getManager().create(values).reshape(values.length, 1, 1, 1);
  }

  @Override
  public String toString() {
    return "Tangential(γ=%s)".formatted(gamma);
  }

  /** {@code tcfg}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "tcfg";
    }

    @Override
    public String summary() {
      return "tangential damping of the unconditional score (Kwon et al. 2025, 2503.18137)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            v: the first right singular vector of (s_c, s_u)
            s_u ← ⟨s_u, v⟩·v
            s = s_u + γ·(s_c − s_u)""",
          "In place of cfg where its pictures leave the manifold of images: it takes from "
              + "the unconditional score what the conditional one does not share.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(ClassifierFree.GAMMA);
    }

    @Override
    public Guidance create(Settings settings) {
      return new Tangential(settings.get("gamma"));
    }
  }
}

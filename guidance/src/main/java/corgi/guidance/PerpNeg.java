package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;
import static corgi.engine.model.Evaluation.EMPTY;
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
 * Perp-Neg. Armandpour et al. 2023, "Re-imagine the negative prompt algorithm" (2304.04968), eq. 6
 * and 7: of what the negative prompt asks for, only the part perpendicular to the prompt is
 * subtracted, so that what both have in common is not lost,
 *
 * <pre>
 *   Δ₊ = c − u,  Δ₋ = n − u
 *   x̂₀ = u + γ·(Δ₊ − w·(Δ₋ − (⟨Δ₋, Δ₊⟩/⟨Δ₊, Δ₊⟩)·Δ₊))
 * </pre>
 *
 * for the answers c to the prompt, n to the negative prompt and u to neither, image by image.
 * Without a negative prompt n is u, and this is classifier-free guidance.
 *
 * @param gamma γ; 0 is unconditional, without either prompt
 * @param weight w, how much of the perpendicular part is subtracted; 0 is classifier-free guidance
 */
public record PerpNeg(double gamma, double weight) implements Guidance {
  private static final double LEAST = 1e-12; // keeps the quotient finite where c is u

  public PerpNeg {
    Strength.checkFinite("γ", gamma);
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("w = " + weight + ": must be at least 0");
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    if (gamma == 0) {
      return List.of(EMPTY);
    }
    if (weight == 0) {
      return gamma == 1 ? List.of(CONDITIONAL) : List.of(CONDITIONAL, EMPTY);
    }
    return List.of(CONDITIONAL, UNCONDITIONAL, EMPTY);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma == 0 || (weight == 0 && gamma == 1)) {
      return answers.clean(gamma == 0 ? EMPTY : CONDITIONAL);
    }
    NDArray u = answers.clean(EMPTY);
    NDArray plus = answers.clean(CONDITIONAL).sub(u);
    if (weight == 0) {
      return u.add(plus.mul(gamma));
    }
    NDArray minus = answers.clean(UNCONDITIONAL).sub(u);
    NDArray along = // (N, 1, 1, 1)
        PerImage.sum(minus.mul(plus)).div(PerImage.sum(plus.square()).add(LEAST));
    NDArray across = minus.sub(plus.mul(along));
    return u.add(plus.sub(across.mul(weight)).mul(gamma));
  }

  @Override
  public String toString() {
    return "PerpNeg(γ=%s, w=%s)".formatted(gamma, weight);
  }

  /** {@code perp-neg}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "perp-neg";
    }

    @Override
    public String summary() {
      return "takes from a negative prompt what the prompt has not (Armandpour 2023, 2304.04968)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
          Δ₊ = c − u, Δ₋ = n − u, n with the negative prompt and u with none
          x̂₀ = u + γ·(Δ₊ − weight·(Δ₋ − (⟨Δ₋, Δ₊⟩/⟨Δ₊, Δ₊⟩)·Δ₊))""",
          "A negative prompt that overlaps the prompt: what both have in common is not "
              + "lost. Give it one by --negative.");
    }

    @Override
    public Evaluation base() {
      return EMPTY;
    }

    @Override
    public boolean plainAtOne() {
      return false; // the negative prompt is heard at γ = 1, too
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          ClassifierFree.GAMMA,
          new Setting("weight", "w, how much of the negative prompt is subtracted", 1, 0, 100));
    }

    @Override
    public Guidance create(Settings settings) {
      return new PerpNeg(settings.get("gamma"), settings.get("weight"));
    }
  }
}

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
 * Frequency-decoupled guidance. Sadat et al. 2025, "Guidance in the frequency domain enables
 * high-fidelity sampling at low CFG scales" (2506.19713), algorithm 1: coarse structure, whose
 * steering oversaturates and makes pictures alike, is steered less than detail,
 *
 * <pre>
 *   Δ  = c − u,  Δ_low = B(Δ),  Δ_high = Δ − Δ_low
 *   x̂₀ = c + (γ_low − 1)·Δ_low + (γ − 1)·Δ_high,  γ_low = 1 + ℓ·(γ − 1)
 * </pre>
 *
 * where B, the lowest level of a Laplacian pyramid, is a blur by the binomial kernel (1 4 6 4
 * 1)/16, repeated. ℓ = 1 is classifier-free guidance, and so is γ ≤ 1 with any ℓ: nothing is
 * extrapolated.
 *
 * @param gamma γ of the detail
 * @param low ℓ in [0, 1], how much of the strength reaches coarse structure
 * @param blurs how often the kernel is applied, at least 1: n times is a deviation of √n pixels
 */
public record FrequencyDecoupled(double gamma, double low, int blurs) implements Guidance {
  private static final int MOST = 1024;

  public FrequencyDecoupled {
    Strength.checkFinite("γ", gamma);
    if (!(low >= 0 && low <= 1)) {
      throw new IllegalArgumentException("ℓ = " + low + ": must be in [0, 1]");
    }
    if (blurs < 1 || blurs > MOST) {
      throw new IllegalArgumentException("blurs = " + blurs + ": must be from 1 to " + MOST);
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return new ClassifierFree(gamma).evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma <= 1 || low == 1) {
      return new ClassifierFree(gamma).combine(x, stage, answers);
    }
    NDArray c = answers.clean(CONDITIONAL);
    NDArray delta = c.sub(answers.clean(UNCONDITIONAL));
    NDArray coarse = Blur.repeated(delta, blurs);
    return c.add(coarse.mul(low).add(delta.sub(coarse)).mul(gamma - 1));
  }

  @Override
  public String toString() {
    return "FrequencyDecoupled(γ=%s, ℓ=%s, %d blurs)".formatted(gamma, low, blurs);
  }

  /** {@code fdg}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "fdg";
    }

    @Override
    public String summary() {
      return "frequency-decoupled: detail steered harder than structure (Sadat 2025, 2506.19713)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            Δ = c − u, Δ_low = blur(Δ), Δ_high = Δ − Δ_low
            x̂₀ = c + low·(γ − 1)·Δ_low + (γ − 1)·Δ_high""",
          "Sharp detail at a strong γ, while layout and colours stay as various as at a "
              + "weak one. With low=1, or γ ≤ 1, it is cfg.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          ClassifierFree.GAMMA,
          new Setting("low", "how much of the strength reaches coarse structure", 0.3, 0, 1),
          new Setting("blurs", "what is coarse: more blurs, coarser", 4, 1, MOST));
    }

    @Override
    public Guidance create(Settings settings) {
      return new FrequencyDecoupled(
          settings.get("gamma"), settings.get("low"), settings.whole("blurs"));
    }
  }
}

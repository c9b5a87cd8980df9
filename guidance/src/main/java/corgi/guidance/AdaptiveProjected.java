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
import corgi.engine.schedule.Grid;
import corgi.engine.tensor.Slot;
import java.util.List;

/**
 * Adaptive projected guidance. Sadat et al. 2024, "Eliminating oversaturation and artifacts of high
 * guidance scales in diffusion models" (2410.02416), algorithm 1, on x̂₀ as there:
 *
 * <pre>
 *   Δ  = (c − u) + β·Δ′          momentum; Δ′ is that of the step before
 *   Δ ← Δ·min(1, r/‖Δ‖)          a bound on its length
 *   Δ∥ = ⟨Δ, c⟩/⟨c, c⟩·c, Δ⊥ = Δ − Δ∥
 *   x̂₀ = c + (γ − 1)·(Δ⊥ + η·Δ∥)
 * </pre>
 *
 * The part along c is the one that saturates. η = 1, β = 0, r = ∞ is classifier-free guidance. For
 * γ ≤ 1, which the paper does not treat, it is classifier-free guidance too: nothing is
 * extrapolated, and γ = 0 does not look at the prompt.
 */
public final class AdaptiveProjected implements Guidance {
  private final double gamma;
  private final Options options;
  private final Slot before = new Slot(); // Δ′
  private final Slot latest = new Slot(); // Δ of this step, before the bound

  /**
   * @param eta η ≥ 0, how much of the part along c stays; 0 in the paper
   * @param momentum β in (−1, 1); −.5 and −.75 in the paper
   * @param radius r > 0; grows with the image's size: 2.5 to 15 in the paper; ∞ bounds nothing
   */
  public record Options(double eta, double momentum, double radius) {
    public Options {
      if (!(eta >= 0) || eta == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("η = " + eta + ": must be finite and at least 0");
      }
      if (!(Math.abs(momentum) < 1)) {
        throw new IllegalArgumentException("β = " + momentum + ": must be in (−1, 1)");
      }
      if (!(radius > 0)) {
        throw new IllegalArgumentException("r = " + radius + ": must be positive");
      }
    }
  }

  /** Steers by {@code gamma}, that is γ, any finite number. */
  public AdaptiveProjected(double gamma, Options options) {
    Strength.checkFinite("γ", gamma);
    this.gamma = gamma;
    this.options = options;
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return new ClassifierFree(gamma).evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    if (gamma <= 1) {
      return new ClassifierFree(gamma).combine(x, stage, answers);
    }
    NDArray c = answers.clean(CONDITIONAL);
    NDArray delta = bounded(withMomentum(c.sub(answers.clean(UNCONDITIONAL)), stage));
    NDArray square = PerImage.sum(c.square()).maximum(1e-12); // (N, 1, 1, 1)
    NDArray parallel = c.mul(PerImage.sum(delta.mul(c)).div(square));
    NDArray orthogonal = delta.sub(parallel);
    return c.add(orthogonal.add(parallel.mul(options.eta())).mul(gamma - 1));
  }

  /** A step's later evaluations see the memory its first one saw, and leave it as it is. */
  private NDArray withMomentum(NDArray difference, Stage stage) {
    if (options.momentum() == 0) {
      return difference;
    }
    if (stage.first() && !latest.isEmpty()) {
      before.set(latest.get());
    }
    NDArray delta =
        before.isEmpty() ? difference : difference.add(before.get().mul(options.momentum()));
    if (stage.first()) {
      latest.set(delta);
    }
    return delta;
  }

  private NDArray bounded(NDArray delta) {
    double r = options.radius();
    return r == Double.POSITIVE_INFINITY
        ? delta
        : delta.mul(PerImage.norm(delta).maximum(r).pow(-1).mul(r)); // r/max(r, ‖Δ‖)
  }

  @Override
  public Guidance begin(Grid grid) {
    return new AdaptiveProjected(gamma, options);
  }

  @Override
  public String toString() {
    return "AdaptiveProjected(γ=%s, η=%s, β=%s, r=%s)"
        .formatted(gamma, options.eta(), options.momentum(), options.radius());
  }

  /** {@code apg}. */
  @AutoService(GuidancePlugin.class)
  public static final class Named implements GuidancePlugin {
    @Override
    public String name() {
      return "apg";
    }

    @Override
    public String summary() {
      return "adaptive projected guidance: strong without saturation (Sadat 2024, 2410.02416)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          """
            Δ  = (c − u) + momentum·Δ′
            Δ ← Δ·min(1, radius/‖Δ‖)
            Δ∥ = ⟨Δ, c⟩/⟨c, c⟩·c, Δ⊥ = Δ − Δ∥
            x̂₀ = c + (γ − 1)·(Δ⊥ + eta·Δ∥)""",
          "Strong γ without the saturated colours of cfg. The radius grows with the size of "
              + "the picture. With eta=1, momentum=0 and an infinite radius it is cfg, and for γ "
              + "≤ 1 too.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          ClassifierFree.GAMMA,
          new Setting("eta", "how much of the saturating part stays", 0, 0, 100),
          new Setting("momentum", "weight of the step before, usually negative", -0.5, -0.99, 0.99),
          new Setting("radius", "bound on the shift's norm", 15, 1e-6, Double.POSITIVE_INFINITY));
    }

    @Override
    public Guidance create(Settings settings) {
      return new AdaptiveProjected(
          settings.get("gamma"),
          new Options(settings.get("eta"), settings.get("momentum"), settings.get("radius")));
    }
  }
}

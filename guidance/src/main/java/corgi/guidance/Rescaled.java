package corgi.guidance;

import static corgi.engine.model.Evaluation.CONDITIONAL;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.model.Answers;
import corgi.engine.model.Evaluation;
import corgi.engine.model.Explanation;
import corgi.engine.model.Guidance;
import corgi.engine.model.ModifierPlugin;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.sampling.Nudge;
import corgi.engine.sampling.Stage;
import corgi.engine.schedule.Grid;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Gives the guided answer g back the standard deviation of the conditional one c. Lin et al. 2023,
 * "Common diffusion noise schedules and sample steps are flawed" (2305.08891), §3.4:
 *
 * <pre>  φ·(std(c)/std(g))·g + (1 − φ)·g</pre>
 *
 * A strategy that does not ask with the prompt, such as one of γ = 0, has no c and is left as it
 * is.
 *
 * @param phi φ in [0, 1]; .7 in the paper
 * @param space what the deviation is taken of
 * @param inside the strategy
 */
public record Rescaled(double phi, Space space, Guidance inside) implements Guidance {
  /** What is rescaled. It matters, since a deviation is not linear. */
  public enum Space {
    /** The clean image x̂₀. */
    X0,
    /** The network's raw output, ε, v or F, as in the paper. */
    OUTPUT
  }

  public Rescaled {
    if (!(phi >= 0 && phi <= 1)) {
      throw new IllegalArgumentException("φ = " + phi + ": must be in [0, 1]");
    }
  }

  @Override
  public List<Evaluation> evaluations(Stage stage) {
    return inside.evaluations(stage);
  }

  @Override
  public NDArray combine(NDArray x, Stage stage, Answers answers) {
    NDArray guided = inside.combine(x, stage, answers);
    if (phi == 0 || !inside.evaluations(stage).contains(CONDITIONAL)) {
      return guided;
    }
    NDArray conditional = answers.clean(CONDITIONAL);
    if (space == Space.X0) {
      return rescaled(guided, conditional, phi);
    }
    // x̂₀ = c_skip·x + c_out·F, and c_out cancels in the quotient of deviations.
    NDArray kept = x.mul(answers.model().preconditioning().at(stage.level()).skip());
    return rescaled(guided.sub(kept), conditional.sub(kept), phi).add(kept);
  }

  /** The formula above, for g and c (N, …). */
  static NDArray rescaled(NDArray g, NDArray c, double phi) {
    NDArray ratio = PerImage.deviation(c).div(PerImage.deviation(g).maximum(1e-12));
    return g.mul(ratio.mul(phi).add(1 - phi)); // (N, 1, 1, 1)
  }

  @Override
  public Nudge nudge(NDArray x, Stage stage, Answers answers) {
    return inside.nudge(x, stage, answers);
  }

  @Override
  public Guidance begin(Grid grid) {
    return new Rescaled(phi, space, inside.begin(grid));
  }

  @Override
  public String toString() {
    return "Rescaled(φ=%s, %s, %s)".formatted(phi, space, inside);
  }

  /** {@code rescale}. */
  @AutoService(ModifierPlugin.class)
  public static final class Named implements ModifierPlugin {
    @Override
    public String name() {
      return "rescale";
    }

    @Override
    public String summary() {
      return "keeps the contrast of the conditional answer (Lin et al. 2023, 2305.08891)";
    }

    @Override
    public Explanation explanation() {
      return new Explanation(
          "x̂₀ ← phi·x̂₀·std(c)/std(x̂₀) + (1 − phi)·x̂₀, on the network's output or on x̂₀",
          "Strong γ whose pictures come out too bright or too contrasty, above all with "
              + "zero terminal SNR and v prediction.");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("phi", "how far the contrast is restored", 0.7, 0, 1),
          new Setting("output", "1: of the network's raw output; 0: of the image", 1, 0, 1));
    }

    @Override
    public Map<String, Double> neutral() {
      return Map.of("phi", 0.0);
    }

    @Override
    public UnaryOperator<Guidance> create(Settings settings) {
      double phi = settings.get("phi");
      Space space = settings.whole("output") == 1 ? Space.OUTPUT : Space.X0;
      return inside -> new Rescaled(phi, space, inside);
    }
  }
}

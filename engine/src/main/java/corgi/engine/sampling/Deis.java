package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The multistep exponential integrator DEIS in log ρ: in x/α, the polynomial in log κ through the
 * last estimates ε̂ is integrated exactly over κ. Zhang and Chen 2022 (2204.13902), §3.3 and
 * appendix B, where ρ is κ; {@link Lms} is the same with a polynomial in κ.
 *
 * @param order how many estimates, 1 to 3
 * @param ending what short runs do at their end
 */
public record Deis(int order, ShortRuns ending) implements Sampler {
  public Deis {
    if (order < 1 || order > 3) {
      throw new IllegalArgumentException("order = " + order + ": must be between 1 and 3");
    }
  }

  @Override
  public Stepper begin(Grid grid) {
    History history = new History(order);
    return step -> step(step, history);
  }

  private NDArray step(Stepper.Step step, History history) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    history.push(FirstOrder.noise(step.x(), clean, level), level);
    int k = history.usable(ending.orderAt(step.stage(), order));
    double u = Math.log(next.kappa() / level.kappa());
    if (k < 2 || u == 0 || Double.isInfinite(u)) {
      return FirstOrder.step(step.x(), clean, step.stage());
    }
    double[] nodes = new double[k]; // log κ of the estimates, from where the step leaves
    for (int i = 0; i < k; i++) {
      nodes[i] = Math.log(history.level(i).kappa() / level.kappa());
    }
    NDArray x = step.x().mul(next.alpha() / level.alpha());
    for (int i = 0; i < k; i++) {
      double weight = level.kappa() * integral(lagrange(nodes, i), u);
      x = x.add(history.get(i).mul(next.alpha() * weight));
    }
    return x;
  }

  /** The coefficients, lowest first, of the polynomial that is 1 at node i and 0 at the others. */
  private static double[] lagrange(double[] nodes, int i) {
    double[] polynomial = {1};
    for (int k = 0; k < nodes.length; k++) {
      if (k != i) {
        double[] longer = new double[polynomial.length + 1];
        for (int power = 0; power < polynomial.length; power++) {
          double share = polynomial[power] / (nodes[i] - nodes[k]);
          longer[power + 1] += share;
          longer[power] -= share * nodes[k];
        }
        polynomial = longer;
      }
    }
    return polynomial;
  }

  /** ∫ P(v)·eᵛ dv from 0 to u, by parts: ∫ vᵏ·eᵛ = vᵏ·eᵛ − k·∫ vᵏ⁻¹·eᵛ. */
  private static double integral(double[] polynomial, double u) {
    double moment = Math.expm1(u);
    double sum = polynomial[0] * moment;
    for (int k = 1; k < polynomial.length; k++) {
      moment = Math.pow(u, k) * Math.exp(u) - k * moment;
      sum += polynomial[k] * moment;
    }
    return sum;
  }

  /** The sampler {@code deis}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "deis";
    }

    @Override
    public String summary() {
      return "DEIS in log ρ, up to third order, one evaluation a step (Zhang and Chen 2022)";
    }

    @Override
    public Method method() {
      return new Method("Zhang and Chen 2022 (2204.13902), §3.3", 2, 1);
    }

    @Override
    public List<Setting> settings() {
      return List.of(new Setting("order", "how many estimates are combined", 2, 1, 3));
    }

    @Override
    public Sampler create(Settings settings) {
      return new Deis(settings.whole("order"), ShortRuns.LOWER_ORDERS);
    }
  }
}

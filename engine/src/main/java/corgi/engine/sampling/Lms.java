package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The linear multistep (Adams and Bashforth) method in x/α: the polynomial in κ through the last
 * slopes ε̂ is integrated exactly. Crowson 2022, k-diffusion, {@code sample_lms}; Hairer, Nørsett
 * and Wanner 1993, III.1, for uneven steps.
 *
 * @param order how many slopes, 1 to 4
 */
public record Lms(int order) implements Sampler {
  private static final double[] NODES = {-Math.sqrt(1 / 3.0), Math.sqrt(1 / 3.0)};

  public Lms {
    if (order < 1 || order > 4) {
      throw new IllegalArgumentException("order = " + order + ": must be between 1 and 4");
    }
  }

  @Override
  public Stepper begin(Grid grid) {
    History slopes = new History(order);
    return step -> step(step, slopes);
  }

  private NDArray step(Stepper.Step step, History slopes) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    slopes.push(FirstOrder.noise(step.x(), clean, level), level);
    int usable = slopes.usable(order);
    if (usable < 2) {
      return FirstOrder.step(step.x(), clean, step.stage());
    }
    double[] kappas = new double[usable];
    for (int i = 0; i < usable; i++) {
      kappas[i] = slopes.level(i).kappa();
    }
    NDArray x = step.x().mul(next.alpha() / level.alpha());
    for (int i = 0; i < usable; i++) {
      x = x.add(slopes.get(i).mul(next.alpha() * weight(kappas, i, next.kappa())));
    }
    return x;
  }

  /** ∫ from κ₀ to κ′ of the Lagrange polynomial that is 1 at κ_i; two Gauss points are exact. */
  private static double weight(double[] kappas, int i, double end) {
    double half = (end - kappas[0]) / 2;
    double sum = 0;
    for (double node : NODES) {
      double kappa = kappas[0] + half * (1 + node);
      double product = half;
      for (int k = 0; k < kappas.length; k++) {
        product *= k == i ? 1 : (kappa - kappas[k]) / (kappas[i] - kappas[k]);
      }
      sum += product;
    }
    return sum;
  }

  /** The sampler {@code lms}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "lms";
    }

    @Override
    public String summary() {
      return "linear multistep, up to fourth order, one evaluation a step (k-diffusion)";
    }

    @Override
    public Method method() {
      return new Method("Hairer, Nørsett and Wanner 1993, III.1; k-diffusion", 4, 1);
    }

    @Override
    public List<Setting> settings() {
      return List.of(new Setting("order", "how many slopes are combined", 4, 1, 4));
    }

    @Override
    public Sampler create(Settings settings) {
      return new Lms(settings.whole("order"));
    }
  }
}

package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * Multistep consistency sampling: f = c_skip·x + c_out·x̂₀ is taken for the clean image, and fresh
 * noise takes it to the next level. For consistency models; other models lose detail. Song et al.
 * 2023 (2303.01469), algorithm 1 and appendix C; Luo et al. 2023 (2310.04378), §4 and appendix D,
 * where time is scaled.
 *
 * @param timeScaling by which the network's time is multiplied in c_skip and c_out, positive
 */
public record Lcm(double timeScaling) implements Sampler {
  private static final double SIGMA_DATA = 0.5;

  public Lcm {
    if (!(timeScaling > 0) || Double.isInfinite(timeScaling)) {
      throw new IllegalArgumentException("time scaling = " + timeScaling + ": must be positive");
    }
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  /**
   * Near time 0 the weights of x and x̂₀ add up to more than 1: between numbered steps it grows.
   */
  @Override
  public boolean readsTime() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return this::step;
  }

  private NDArray step(Stepper.Step step) {
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    NDArray f = consistent(step.x(), clean, step.stage().level().t());
    return next.sigma() == 0
        ? f.mul(next.alpha())
        : f.mul(next.alpha()).add(step.noise(0).mul(next.sigma()));
  }

  /**
   * Returns f, the clean image of a consistency model: x̂₀ but near time 0, where it is x itself.
   *
   * @param x the state, of x̂₀'s shape
   * @param t the network's time there
   */
  public NDArray consistent(NDArray x, NDArray clean, double t) {
    double time = timeScaling * t;
    double total = time * time + SIGMA_DATA * SIGMA_DATA;
    double skip = SIGMA_DATA * SIGMA_DATA / total;
    return clean.mul(time / Math.sqrt(total)).add(x.mul(skip));
  }

  /** The sampler {@code lcm}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "lcm";
    }

    @Override
    public String summary() {
      return "multistep consistency sampling, for consistency models (Luo et al. 2023)";
    }

    @Override
    public Method method() {
      return new Method(
          "Luo et al. 2023 (2310.04378); Song et al. 2023 (2303.01469), algorithm 1", 0, 1);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("time-scaling", "how fast the state itself stops to count", 10, 1e-3, 1e6));
    }

    @Override
    public Sampler create(Settings settings) {
      return new Lcm(settings.get("time-scaling"));
    }
  }
}

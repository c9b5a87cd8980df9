package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * Heun's method in x/α: an Euler step, then another with the mean of the slopes ε̂ at both ends.
 * Karras et al. 2022 (2206.00364), algorithm 1. The step to the clean image and the step from pure
 * noise have a slope at one end only and are Euler's. Two evaluations a step.
 */
public record Heun() implements Sampler {
  @Override
  public int evaluationsPerStep() {
    return 2;
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    return Heun::step;
  }

  private static NDArray step(Stepper.Step step) {
    Stage stage = step.stage();
    NoiseLevel level = stage.level();
    NoiseLevel next = stage.next();
    NDArray clean = step.denoise().clean();
    NDArray euler = FirstOrder.step(step.x(), clean, stage);
    if (next.sigma() == 0 || level.alpha() == 0) {
      return euler;
    }
    NDArray after = step.denoiser().denoise(euler, stage.again(next)).clean();
    NDArray change =
        FirstOrder.noise(euler, after, next).sub(FirstOrder.noise(step.x(), clean, level));
    return euler.add(change.mul(next.alpha() * (next.kappa() - level.kappa()) / 2));
  }

  /** The sampler {@code heun}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "heun";
    }

    @Override
    public String summary() {
      return "Heun's method, second order, two evaluations a step (Karras et al. 2022)";
    }

    @Override
    public Method method() {
      return new Method("Karras et al. 2022 (2206.00364), algorithms 1 and 2", 2, 2);
    }

    @Override
    public List<Setting> settings() {
      return Churned.SETTINGS;
    }

    @Override
    public Sampler create(Settings settings) {
      return Churned.of(new Heun(), settings);
    }
  }
}

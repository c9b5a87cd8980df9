package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * Ancestral sampling with a method of the probability flow: it goes down to κ↓ of {@link
 * AncestralStep}, and noise takes it up to where the step arrives. With Euler's method it is {@link
 * Ddim} of the same η. Crowson 2022, k-diffusion, {@code sample_euler_ancestral}, {@code
 * sample_dpm_2_ancestral} and {@code sample_dpmpp_2s_ancestral}.
 *
 * @param method makes the step down; must not remember earlier ones
 * @param eta η ≥ 0, 0 for no noise and 1 for the whole posterior
 */
public record Ancestral(Sampler method, double eta) implements Sampler {
  /** η, as a user may set it. */
  static final Setting ETA =
      new Setting("eta", "η, the share of the noise that is drawn anew", 1, 0, 2);

  /** The deviation of {@link ScaledNoise}, as a user may set it. */
  static final Setting NOISE =
      new Setting("s-noise", "the deviation of that noise", 1, Double.MIN_NORMAL, Double.MAX_VALUE);

  /** What a plug-in lets a user set. */
  static final List<Setting> SETTINGS = List.of(ETA, NOISE);

  public Ancestral {
    if (!method.singleStep()) {
      throw new IllegalArgumentException(
          "noise cannot be added between the steps of %s, which remembers earlier ones"
              .formatted(method));
    }
    if (!(eta >= 0)) {
      throw new IllegalArgumentException("η = " + eta + ": must be at least 0");
    }
  }

  /** Returns the method as its settings ask. */
  static Sampler of(Sampler method, Settings settings) {
    return ScaledNoise.of(new Ancestral(method, settings.get("eta")), settings.get("s-noise"));
  }

  @Override
  public int evaluationsPerStep() {
    return method.evaluationsPerStep();
  }

  @Override
  public int evaluations(int steps) {
    return method.evaluations(steps);
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  @Override
  public Stepper begin(Grid grid) {
    Stepper stepper = method.begin(grid);
    return step -> {
      Stage stage = step.stage();
      var split = AncestralStep.of(stage.level().kappa(), stage.next().kappa(), eta);
      return step(stepper, step, split, grid.between());
    };
  }

  /** Makes a step down by {@code stepper} and up by noise. */
  static NDArray step(Stepper stepper, Stepper.Step step, AncestralStep split, Continuum between) {
    if (split.up() == 0) {
      return stepper.step(step);
    }
    Stage stage = step.stage();
    NoiseLevel down = split.down() == 0 ? NoiseLevel.CLEAN : between.ofKappa(split.down());
    NDArray arrived =
        stepper.step(
            new Stepper.Step(step.x(), stage.arriving(down), step.denoiser(), step.noise()));
    return split.up(arrived, down, stage.next(), step.noise(0));
  }
}

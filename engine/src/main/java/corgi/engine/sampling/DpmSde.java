package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The stochastic single-step DPM-Solver++: an ancestral step to a middle, then one over the whole
 * way by the estimates of both ends, each with noise of its own. Lu et al. 2022 (2211.01095),
 * algorithm 1, with the noise of Crowson 2022, k-diffusion, {@code sample_dpmpp_sde}, drawn
 * independently, which makes it first order in law. Two evaluations a step; the step to the clean
 * image and the step from pure noise have one.
 *
 * @param eta η ≥ 0, 0 for no noise and 1 for the whole posterior
 * @param r where the middle is, as a share of the step in λ, in (0, 1]
 */
public record DpmSde(double eta, double r) implements Sampler {
  public DpmSde {
    if (!(eta >= 0) || !(r > 0 && r <= 1)) {
      throw new IllegalArgumentException(
          "η = %s, r = %s: must be at least 0, and in (0, 1]".formatted(eta, r));
    }
  }

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
    return step -> step(step, grid.between());
  }

  private NDArray step(Stepper.Step step, Continuum between) {
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    NDArray clean = step.denoise().clean();
    if (next.sigma() == 0 || level.alpha() == 0) {
      return arrive(step, clean, next, 0);
    }
    double ratio = next.kappa() / level.kappa();
    NoiseLevel s = between.ofKappa(level.kappa() * Math.pow(ratio, r));
    NDArray u = arrive(step, clean, s, 0);
    NDArray there = step.denoiser().denoise(u, step.stage().again(s)).clean();
    NDArray both = clean.add(there.sub(clean).div(2 * r));
    return arrive(step, both, next, 1);
  }

  /** An ancestral step by one estimate. */
  private NDArray arrive(Stepper.Step step, NDArray clean, NoiseLevel to, int draw) {
    NoiseLevel level = step.stage().level();
    AncestralStep split = AncestralStep.of(level.kappa(), to.kappa(), eta);
    NDArray mean =
        step.x()
            .mul(to.alpha() * split.down() / level.sigma())
            .add(clean.mul(to.alpha() * (1 - split.down() / level.kappa())));
    return split.up() == 0 ? mean : mean.add(step.noise(draw).mul(to.alpha() * split.up()));
  }

  /** The sampler {@code dpm++sde}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "dpm++sde";
    }

    @Override
    public String summary() {
      return "stochastic DPM-Solver++, single-step, two evaluations a step (k-diffusion)";
    }

    @Override
    public Method method() {
      return new Method("Lu et al. 2022 (2211.01095), algorithm 1; k-diffusion", 1, 2);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          Ancestral.ETA,
          Ancestral.NOISE,
          new Setting("r", "where the middle is, as a share of the step", 0.5, 0.01, 1));
    }

    @Override
    public Sampler create(Settings settings) {
      var method = new DpmSde(settings.get("eta"), settings.get("r"));
      return ScaledNoise.of(method, settings.get("s-noise"));
    }
  }
}

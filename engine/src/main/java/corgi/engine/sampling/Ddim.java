package corgi.engine.sampling;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import corgi.engine.schedule.Grid;
import corgi.engine.schedule.NoiseLevel;
import java.util.List;

/**
 * The first-order family: x′ = α′·x̂₀ + √(σ′² − s²)·ε̂ + noise, where s = η·σ′·√(1 − (κ′/κ)²) is η
 * times the deviation of q(x′ | x, x₀). Song et al. 2021 (2010.02502), eq. 12 and 16, written for
 * any α. With η = 0 it is Euler's method in x/α; with η = 1 it is the ancestral sampler of Ho et
 * al. 2020 (2006.11239), algorithm 2.
 *
 * @param eta η, 0 for no noise and 1 for the whole posterior
 * @param variance how large the added noise is
 * @param source which x̂₀ the direction ε̂ is made of
 * @param last whether the last step adds noise
 */
public record Ddim(double eta, StepVariance variance, EpsilonSource source, LastNoise last)
    implements Sampler {
  /** Euler's method. */
  public static final Ddim EULER = of(0);

  public Ddim {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("η = " + eta + ": must be between 0 and 1");
    }
  }

  /** The implicit sampler with its own variance. */
  public static Ddim of(double eta) {
    return new Ddim(eta, StepVariance.SMALL, EpsilonSource.CLEAN, LastNoise.NEVER);
  }

  /** The ancestral sampler. */
  public static Ddim ancestral(StepVariance variance) {
    return new Ddim(1, variance, EpsilonSource.CLEAN, LastNoise.NEVER);
  }

  /** Which x̂₀ the direction ε̂ is made of, where one is clipped. */
  public enum EpsilonSource {
    /** The clipped one, so that x = α·x̂₀ + σ·ε̂ stays true. */
    CLEAN,
    /** The one before clipping: what diffusers' DDIM does unless told otherwise. */
    RAW
  }

  /** Whether noise is added by the step that arrives at the clean image. */
  public enum LastNoise {
    /** It is not. */
    NEVER,
    /** It is, unless the step leaves from time 0: what diffusers' DDPM does. */
    UNLESS_TIME_ZERO
  }

  @Override
  public Stepper begin(Grid grid) {
    return this::step;
  }

  @Override
  public boolean ancestral() {
    return eta == 1;
  }

  @Override
  public boolean singleStep() {
    return true;
  }

  private NDArray step(Stepper.Step step) {
    NDArray x = step.x();
    NoiseLevel level = step.stage().level();
    NoiseLevel next = step.stage().next();
    Denoised answer = step.denoise();
    NDArray basis = source == EpsilonSource.CLEAN ? answer.clean() : answer.raw();
    double shrink = FirstOrder.shrink(step.stage());
    double s = eta * Math.sqrt(Math.max(0, 1 - shrink * shrink)); // relative to σ′
    NDArray epsilon = FirstOrder.noise(x, basis, level);
    NDArray mean =
        answer
            .clean()
            .mul(next.alpha())
            .add(epsilon.mul(next.sigma() * Math.sqrt(Math.max(0, 1 - s * s))));
    Nudge nudge = answer.nudge();
    if (nudge != null && nudge.score() != null) {
      NDArray once = variance.times(nudge.score(), answer, step.stage());
      mean = mean.add(variance.times(once, answer, step.stage()));
    }
    if (!noisy(step)) {
      return mean;
    }
    return mean.add(variance.times(step.noise(0), answer, step.stage()).mul(eta));
  }

  private boolean noisy(Stepper.Step step) {
    if (eta == 0) {
      return false;
    }
    boolean arrives = step.stage().next().sigma() == 0;
    return !arrives || (last == LastNoise.UNLESS_TIME_ZERO && step.stage().level().t() > 0);
  }

  /** The sampler {@code ddim}. */
  @AutoService(SamplerPlugin.class)
  public static final class Named implements SamplerPlugin {
    @Override
    public String name() {
      return "ddim";
    }

    @Override
    public String summary() {
      return "first order, from none (eta=0) to all (eta=1) of the noise (Song et al. 2021)";
    }

    @Override
    public Method method() {
      return new Method("Song et al. 2021 (2010.02502), eq. 12", 1, 1);
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("eta", "η, the share of the noise that is drawn anew", 0, 0, 1),
          new Setting("raw", "1 makes ε̂ of the x̂₀ before clipping, as diffusers does", 0, 0, 1));
    }

    @Override
    public Sampler create(Settings settings) {
      EpsilonSource source = settings.whole("raw") == 1 ? EpsilonSource.RAW : EpsilonSource.CLEAN;
      return new Ddim(settings.get("eta"), StepVariance.SMALL, source, LastNoise.NEVER);
    }
  }
}

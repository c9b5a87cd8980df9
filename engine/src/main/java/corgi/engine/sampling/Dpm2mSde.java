package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;
import java.util.Set;

/** The sampler {@code dpm++2m-sde}: {@link DpmSolver} in x̂₀ with noise. */
@AutoService(SamplerPlugin.class)
public final class Dpm2mSde implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm++2m-sde";
  }

  @Override
  public String summary() {
    return "stochastic DPM-Solver++(2M), one evaluation a step (Lu et al. 2022)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2211.01095), appendix A", 2, 1);
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("order", "the largest order", 2, 1, 3),
        Ancestral.ETA,
        Ancestral.NOISE,
        new Setting("heun", "1 weights the second order by the exact integral", 0, 0, 1));
  }

  @Override
  public Sampler create(Settings settings) {
    var method =
        new DpmSolver(
            settings.whole("order"),
            new EtaEquation(settings.get("eta")),
            settings.whole("heun") == 1 ? DpmSolver.Correction.HEUN : DpmSolver.Correction.MIDPOINT,
            Set.of(DpmSolver.Option.LOWER_ORDER_FINAL));
    return ScaledNoise.of(method, settings.get("s-noise"));
  }
}

package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

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
  public List<Setting> settings() {
    return List.of(new Setting("order", "the largest order", 2, 1, 3));
  }

  @Override
  public Sampler create(Settings settings) {
    return DpmSolver.plusPlusSde(settings.whole("order"));
  }
}

package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code dpm++2m}: {@link DpmSolver} in x̂₀ along the probability flow. */
@AutoService(SamplerPlugin.class)
public final class Dpm2m implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm++2m";
  }

  @Override
  public String summary() {
    return "DPM-Solver++(2M), second order, one evaluation a step (Lu et al. 2022)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2211.01095), algorithm 2", 2, 1);
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("order", "the largest order", 2, 1, 3));
  }

  @Override
  public Sampler create(Settings settings) {
    return DpmSolver.plusPlus(settings.whole("order"));
  }
}

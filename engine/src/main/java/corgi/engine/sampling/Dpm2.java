package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code dpm2}: {@link Midpoint} for ε̂, DPM-Solver-2. */
@AutoService(SamplerPlugin.class)
public final class Dpm2 implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm2";
  }

  @Override
  public String summary() {
    return "DPM-Solver-2, second order, two evaluations a step (Lu et al. 2022)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2206.00927), algorithm 1", 2, 2);
  }

  @Override
  public List<Setting> settings() {
    return Churned.SETTINGS;
  }

  @Override
  public Sampler create(Settings settings) {
    return Churned.of(new Midpoint(Target.NOISE), settings);
  }
}

package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code dpm2-ancestral}: {@link Ancestral} by DPM-Solver-2. */
@AutoService(SamplerPlugin.class)
public final class Dpm2Ancestral implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm2-ancestral";
  }

  @Override
  public String summary() {
    return "DPM-Solver-2 with noise after each step, two evaluations a step (k-diffusion)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2206.00927), algorithm 1; k-diffusion", 2, 2);
  }

  @Override
  public List<Setting> settings() {
    return Ancestral.SETTINGS;
  }

  @Override
  public Sampler create(Settings settings) {
    return Ancestral.of(new Midpoint(Target.NOISE), settings);
  }
}

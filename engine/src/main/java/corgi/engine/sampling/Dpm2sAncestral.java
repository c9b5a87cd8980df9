package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code dpm++2s-ancestral}: {@link Ancestral} by DPM-Solver++(2S). */
@AutoService(SamplerPlugin.class)
public final class Dpm2sAncestral implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm++2s-ancestral";
  }

  @Override
  public String summary() {
    return "DPM-Solver++(2S) with noise after each step, two evaluations a step (k-diffusion)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2211.01095), algorithm 1; k-diffusion", 2, 2);
  }

  @Override
  public List<Setting> settings() {
    return Ancestral.SETTINGS;
  }

  @Override
  public Sampler create(Settings settings) {
    return Ancestral.of(new Midpoint(Target.DATA), settings);
  }
}

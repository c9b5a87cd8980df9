package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code euler-ancestral}: {@link Ancestral} by Euler's method. */
@AutoService(SamplerPlugin.class)
public final class EulerAncestral implements SamplerPlugin {
  @Override
  public String name() {
    return "euler-ancestral";
  }

  @Override
  public String summary() {
    return "Euler's method with noise after each step, the same as ddim:eta=1 (k-diffusion)";
  }

  @Override
  public Method method() {
    return new Method("Song et al. 2021 (2010.02502), eq. 16; k-diffusion", 1, 1);
  }

  @Override
  public List<Setting> settings() {
    return Ancestral.SETTINGS;
  }

  @Override
  public Sampler create(Settings settings) {
    return Ancestral.of(Ddim.EULER, settings);
  }
}

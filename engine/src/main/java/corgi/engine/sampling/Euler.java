package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code euler}: {@link Ddim} without noise, which is Euler's method in x/α. */
@AutoService(SamplerPlugin.class)
public final class Euler implements SamplerPlugin {
  @Override
  public String name() {
    return "euler";
  }

  @Override
  public String summary() {
    return "Euler's method, first order, the same as ddim without noise";
  }

  @Override
  public Method method() {
    return new Method("Karras et al. 2022 (2206.00364), algorithm 2 without its correction", 1, 1);
  }

  @Override
  public List<Setting> settings() {
    return Churned.SETTINGS;
  }

  @Override
  public Sampler create(Settings settings) {
    return Churned.of(Ddim.EULER, settings);
  }
}

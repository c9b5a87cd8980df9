package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code ddpm}: {@link Ddim} with all of the noise, the ancestral sampler. */
@AutoService(SamplerPlugin.class)
public final class Ddpm implements SamplerPlugin {
  @Override
  public String name() {
    return "ddpm";
  }

  @Override
  public String summary() {
    return "ancestral sampling, first order, for many steps (Ho et al. 2020)";
  }

  @Override
  public Method method() {
    return new Method("Ho et al. 2020 (2006.11239), algorithm 2", 1, 1);
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            "variance",
            "0 = β̃ (small), 1 = β (large), 2 = what the model learned, 3 = β, but β̃ of the step"
                + " before at the last",
            0,
            0,
            3));
  }

  @Override
  public Sampler create(Settings settings) {
    return Ddim.ancestral(StepVariance.values()[settings.whole("variance")]);
  }
}

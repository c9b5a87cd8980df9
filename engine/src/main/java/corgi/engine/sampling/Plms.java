package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Settings;

/** The sampler {@code plms}: {@link Pndm} that begins with Heun's method. */
@AutoService(SamplerPlugin.class)
public final class Plms implements SamplerPlugin {
  @Override
  public String name() {
    return "plms";
  }

  @Override
  public String summary() {
    return "pseudo multistep, its first step by Heun (Liu et al. 2022; latent diffusion)";
  }

  @Override
  public Method method() {
    return new Method(
        "Liu et al. 2022 (2202.09778), eq. 12; Rombach et al. 2022 (2112.10752)", 2, 1);
  }

  @Override
  public Sampler create(Settings settings) {
    return Pndm.PLMS;
  }
}

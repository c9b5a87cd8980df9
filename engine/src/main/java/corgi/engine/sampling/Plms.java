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
  public Sampler create(Settings settings) {
    return Pndm.PLMS;
  }
}

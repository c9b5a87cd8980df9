package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Settings;

/** The sampler {@code pndm}: {@link Pndm} that begins with Runge and Kutta's method. */
@AutoService(SamplerPlugin.class)
public final class PndmPlugin implements SamplerPlugin {
  @Override
  public String name() {
    return "pndm";
  }

  @Override
  public String summary() {
    return "pseudo multistep, its first three steps by Runge and Kutta (Liu et al. 2022)";
  }

  @Override
  public Method method() {
    return new Method("Liu et al. 2022 (2202.09778), algorithm 2", 2, 1);
  }

  @Override
  public Sampler create(Settings settings) {
    return Pndm.RUNGE_KUTTA;
  }
}

package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;
import java.util.Set;

/**
 * The sampler {@code dpm++3m-sde}: {@link DpmSolver} of third order in x̂₀ with noise. Crowson
 * 2023, k-diffusion, {@code sample_dpmpp_3m_sde}.
 */
@AutoService(SamplerPlugin.class)
public final class Dpm3mSde implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm++3m-sde";
  }

  @Override
  public String summary() {
    return "stochastic DPM-Solver++(3M), third order, one evaluation a step (k-diffusion)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2211.01095), appendix A; k-diffusion", 3, 1);
  }

  @Override
  public List<Setting> settings() {
    return List.of(Ancestral.ETA, Ancestral.NOISE);
  }

  @Override
  public Sampler create(Settings settings) {
    return ScaledNoise.of(of(settings.get("eta")), settings.get("s-noise"));
  }

  /** Returns the method with the given share of noise. */
  public static DpmSolver of(double eta) {
    return new DpmSolver(3, new EtaEquation(eta), DpmSolver.Correction.HEUN, Set.of());
  }
}

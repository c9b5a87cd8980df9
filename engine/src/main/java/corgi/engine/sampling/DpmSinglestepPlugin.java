package corgi.engine.sampling;

import com.google.auto.service.AutoService;
import corgi.engine.plugin.Setting;
import corgi.engine.plugin.Settings;
import java.util.List;

/** The sampler {@code dpm++singlestep}: {@link DpmSinglestep} in x̂₀. */
@AutoService(SamplerPlugin.class)
public final class DpmSinglestepPlugin implements SamplerPlugin {
  @Override
  public String name() {
    return "dpm++singlestep";
  }

  @Override
  public String summary() {
    return "DPM-Solver++ in blocks of order steps, one evaluation a step (Lu et al. 2022)";
  }

  @Override
  public Method method() {
    return new Method("Lu et al. 2022 (2211.01095), algorithm 1", 2, 1);
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("order", "the steps of a block and its order", 2, 1, 3));
  }

  @Override
  public Sampler create(Settings settings) {
    return DpmSinglestep.plusPlus(settings.whole("order"));
  }
}

package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.StepVariance;
import corgi.engine.schedule.ScheduleConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ancestral sampler as diffusers runs it in x/α, at times that are not rounded. */
@AutoService(SchedulerFamily.class)
public final class EulerAncestralScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "EulerAncestralDiscreteScheduler";
  }

  @Override
  public String method() {
    return "euler-ancestral";
  }

  @Override
  public Set<String> predictionTypes() {
    return Set.of("epsilon", "v_prediction");
  }

  @Override
  public Set<String> foreign() {
    Set<String> keys = new HashSet<>(KappaGrid.RARE);
    keys.remove("rescale_betas_zero_snr");
    keys.addAll(List.of("use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas"));
    return keys;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    return new Plan(
        new Sampling(Ddim.ancestral(StepVariance.SMALL), new KappaGrid(config, steps).grid()),
        Clipping.NONE,
        Coordinates.KARRAS);
  }
}

package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.ScheduleConfig;
import java.util.HashSet;
import java.util.Set;

/** {@link Heun} as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class HeunScheduler implements SchedulerFamily {
  @Override
  public String className() {
    return "HeunDiscreteScheduler";
  }

  @Override
  public String method() {
    return "heun";
  }

  @Override
  public Set<String> foreign() {
    Set<String> keys = new HashSet<>(KappaGrid.RARE);
    keys.add("thresholding");
    return keys;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    return new Plan(
        new Sampling(new Heun(), new KappaGrid(config, steps).grid()),
        Clippings.clippedIfAsked(config),
        Coordinates.KARRAS);
  }
}
